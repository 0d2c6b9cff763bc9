package dev.glossa.reports.page;

import dev.glossa.reports.Folder;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.nio.file.Path;
import java.util.List;

/// The first page over several others: what they show together, in a few sentences, and the way to each of them.
///
/// @param story    a sentence each
/// @param decision the gate's, as it is printed
/// @param because  why, in one sentence
/// @param changes  what the gate looked at
/// @param about    paragraphs on what all this was made with
public record Tour(String title, List<String> story, String decision, String because, List<Change> changes, List<Picture> pictures, List<Stop> stops,
        List<String> about) {

    /// One group under one rule of the gate.
    ///
    /// @param what       the rule
    /// @param difference in points, with its sign; a dash where nothing can be compared
    /// @param range      its 95 % interval
    /// @param mood       `worse`, `better` or `open`: what the row is to look like
    /// @param status     in a word
    public record Change(String what, String group, String difference, String range, String mood, String status) {}

    /// @param path of the image from the page's folder, without its ending: there are a PNG and an SVG
    public record Picture(String path, String caption, String alt) {}

    /// A page to go on to.
    ///
    /// @param own  a language's name for itself, and its BCP 47 tag; empty for other pages
    /// @param path from the page's folder
    public record Stop(String name, String own, String tag, String path, String what) {
        public Stop(String name, String path, String what) {
            this(name, "", "", path, what);
        }
    }

    public Tour {
        story = List.copyOf(story);
        changes = List.copyOf(changes);
        pictures = List.copyOf(pictures);
        stops = List.copyOf(stops);
        about = List.copyOf(about);
    }

    /// Writes `index.html`.
    ///
    /// @return the page
    public Path write(Path folder) {
        StringOutput out = new StringOutput(1 << 14);
        JtetourGenerated.render(new OwaspHtmlTemplateOutput(out), null, Site.ONE, this);
        new Folder(folder).text("index.html", out.toString());
        return folder.resolve("index.html");
    }
}
