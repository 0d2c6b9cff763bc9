package dev.glossa.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarballTest {

    @TempDir
    Path folder;

    @Test
    void filesArriveByteForByteUnderTheirNames() throws IOException {
        String long200 = "ខ្មែរ ".repeat(2000);
        Path archive = new NpmPackage().file("package/a.txt", "").file("package/deep/er/ሰላም.txt", long200).write(folder.resolve("p.tgz"));
        Tarball.unpack(archive, folder.resolve("out"));
        assertThat(folder.resolve("out/package/a.txt")).isEmptyFile();
        assertThat(folder.resolve("out/package/deep/er/ሰላም.txt")).hasContent(long200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "package/../../evil", "/etc/evil", "package/..", "C:/evil", "package\\..\\evil", "."})
    void aNameThatLeavesTheFolderIsRefused(String name) throws IOException {
        Path archive = new NpmPackage().file(name, "x").write(folder.resolve("p.tgz"));
        assertThatThrownBy(() -> Tarball.unpack(archive, folder.resolve("out/inner")))
                .isInstanceOf(IOException.class).hasMessageContaining("would leave the folder");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("out/evil")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6', 'L', 'x'})
    void linksDevicesAndRenamingHeadersAreRefused(char type) throws IOException {
        Path archive = new NpmPackage().entry(type, "package/link", new byte[0]).write(folder.resolve("p.tgz"));
        assertThatThrownBy(() -> Tarball.unpack(archive, folder.resolve("out")))
                .isInstanceOf(IOException.class).hasMessageContaining("neither a file nor a folder");
    }

    @Test
    void anArchiveCutAnywhereIsAnErrorAndNeverLessContent() throws IOException {
        byte[] whole = NpmPackage.engine("linux-x64").bytes();
        for (int length = 1; length < whole.length - 20; length += 7) {
            Path archive = folder.resolve("cut-" + length + ".tgz");
            Files.write(archive, Arrays.copyOf(whole, length));
            Path target = folder.resolve("out-" + length);
            assertThatThrownBy(() -> Tarball.unpack(archive, target)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aDamagedHeaderIsRefused() throws IOException {
        Path archive = folder.resolve("p.tgz");
        byte[] header = new byte[512];
        header[0] = 'a';
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(header);
        }
        assertThatThrownBy(() -> Tarball.unpack(archive, folder.resolve("out"))).hasMessageContaining("damaged tar header");
    }
}
