package dev.glossa.reports.page;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// What all pages carry inside them, since they must open from a disk without asking for anything: style, scripts, and the
/// policy that forbids every other script and every request that leaves the folder.
///
/// @param style   the style sheet
/// @param scripts in the order in which they run
/// @param policy  the content security policy: only these scripts, by their digests, and files beside the page
record Site(String style, List<String> scripts, String policy) {
    static final Site ONE = load();

    private static Site load() {
        List<String> scripts = List.of(resource("tablesort.min.js"), resource("page.js"));
        String digests = scripts.stream().map(script -> "'sha256-" + sha256(script) + "'").collect(Collectors.joining(" "));
        return new Site(resource("page.css"), scripts,
                "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; script-src 'self' file: " + digests
                        + "; base-uri 'none'; form-action 'none'");
    }

    /// The page as HTML.
    static String html(ReportPage page, ArenaPanel arena, JuryPanel jury) {
        StringOutput out = new StringOutput(1 << 16);
        JtereportGenerated.render(new OwaspHtmlTemplateOutput(out), null, ONE, page, arena, jury);
        return out.toString();
    }

    static String html(BoardPage page) {
        StringOutput out = new StringOutput(1 << 20);
        JteboardGenerated.render(new OwaspHtmlTemplateOutput(out), null, ONE, page);
        return out.toString();
    }

    /// The page as HTML.
    static String html(TokenPage page) {
        StringOutput out = new StringOutput(1 << 16);
        JtetokensGenerated.render(new OwaspHtmlTemplateOutput(out), null, ONE, page);
        return out.toString();
    }

    static String html(LanguagePage page) {
        StringOutput out = new StringOutput(1 << 18);
        JtelanguageGenerated.render(new OwaspHtmlTemplateOutput(out), null, ONE, page);
        return out.toString();
    }

    private static String resource(String name) {
        try (InputStream in = Site.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
