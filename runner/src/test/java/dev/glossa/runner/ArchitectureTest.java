package dev.glossa.runner;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The house: benchmarks, judges and reports are strangers to each other, each library lives in one module, and nobody
/// reads the environment but those who say so.
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.glossa");

    @Test
    void siblingsAreStrangers() {
        noClasses().that().resideInAPackage("dev.glossa.harness..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.glossa.benchmarks..", "dev.glossa.judges..", "dev.glossa.reports..", "dev.glossa.runner..").check(HOUSE);
        noClasses().that().resideInAPackage("dev.glossa.benchmarks..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.glossa.judges..", "dev.glossa.reports..", "dev.glossa.runner..").check(HOUSE);
        noClasses().that().resideInAPackage("dev.glossa.judges..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.glossa.benchmarks..", "dev.glossa.reports..", "dev.glossa.runner..").check(HOUSE);
        noClasses().that().resideInAPackage("dev.glossa.reports..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.glossa.benchmarks..", "dev.glossa.judges..", "dev.glossa.runner..").check(HOUSE);
    }

    @Test
    void eachLibraryIsSeenByOneModule() {
        onlyIn("dev.glossa.judges..", "ai.onnxruntime..");
        onlyIn("dev.glossa.reports..", "org.jfree..");
        onlyIn("dev.glossa.reports..", "org.apache.batik..");
        onlyIn("dev.glossa.runner..", "picocli..");
        onlyIn("dev.glossa.benchmarks..", "dev.hardwood..");
        noClasses().that().resideOutsideOfPackages("dev.glossa.benchmarks..", "dev.glossa.harness.io..")
                .should().dependOnClassesThat().resideInAPackage("org.snakeyaml..").check(HOUSE);
        onlyIn("dev.glossa.harness..", "com.google.re2j..");
    }

    @Test
    void sacreBleuIsUsableOnItsOwn() {
        classes().that().resideInAPackage("dev.glossa.judges.sacrebleu..").should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "dev.glossa.judges.sacrebleu..", "dev.glossa.judges.sentencepiece..", "dev.glossa.harness.random..",
                        "com.atilika..", "org.apache.lucene..")).check(HOUSE);
    }

    @Test
    void nativeCodeIsBoundInOnePlace() {
        noClasses().that(not(resideInAnyPackage("dev.glossa.harness.backend.llama..", "dev.glossa.harness.gguf..", "dev.glossa.judges.fasttext..")))
                .should().dependOnClassesThat().resideInAPackage("java.lang.foreign..").check(HOUSE);
    }

    /// Its application is a module of its own, for clusters; what everybody starts has none of it.
    @Test
    void theCommandLinesClassPathHasNoSpark() {
        assertThat(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).hasSizeGreaterThan(20)
                .noneMatch(entry -> java.nio.file.Path.of(entry).getFileName().toString().matches(".*(spark|hadoop|scala-library).*"));
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..").check(HOUSE);
    }

    private static void onlyIn(String module, String library) {
        noClasses().that().resideOutsideOfPackage(module).should().dependOnClassesThat().resideInAPackage(library).check(HOUSE);
    }
}
