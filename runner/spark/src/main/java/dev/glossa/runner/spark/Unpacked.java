package dev.glossa.runner.spark;

import dev.glossa.runner.spark.Luggage.Piece;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkFiles;

/// What an executor has fetched of a command line's files: once, for all its tasks.
final class Unpacked {
    private static final String FOLDER = "glossa-luggage-";
    private static final Pattern PLACE = Pattern.compile("/[^:,=]*/" + FOLDER + "[^/]+/(\\d+)/[^/,?]+");
    private static final Map<String, List<String>> OF = new HashMap<>();

    private Unpacked() {}

    /// The arguments with the executor's own paths in the marks' places.
    static synchronized List<String> arguments(Work work, Configuration configuration) throws IOException {
        List<String> paths = OF.get(work.application());
        if (paths == null) {
            paths = new ArrayList<>();
            Path folder = work.luggage().isEmpty() ? null : Files.createTempDirectory(Files.createDirectories(Path.of(SparkFiles.getRootDirectory()).toAbsolutePath()), FOLDER);
            for (Luggage one : work.luggage()) {
                paths.add(path(one, folder, paths.size(), configuration));
            }
            OF.put(work.application(), paths);
        }
        List<String> arguments = new ArrayList<>(work.arguments());
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            String mark = Luggage.mark(i);
            arguments.replaceAll(argument -> argument.replace(mark, path));
        }
        return arguments;
    }

    private static String path(Luggage one, Path folder, int index, Configuration configuration) throws IOException {
        org.apache.hadoop.fs.Path typed = new org.apache.hadoop.fs.Path(one.typed());
        Path to = folder.resolve(String.valueOf(index)).resolve(typed.getName());
        if (one.pieces().isEmpty()) {
            FileSystem files = typed.getFileSystem(configuration);
            if (ShardFolder.isLocal(files)) {
                return ShardFolder.local(typed).toString();
            }
            Files.createDirectories(to.getParent());
            files.copyToLocalFile(false, typed, new org.apache.hadoop.fs.Path(to.toUri()), true);
        }
        for (Piece piece : one.pieces()) {
            Path file = piece.file().isEmpty() ? to : to.resolve(piece.file());
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(piece.bytes().value());
            }
        }
        return to.toString();
    }

    /// What an executor says of a path of its own, in the user's words.
    static String typed(String text, List<Luggage> luggage) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(luggage.get(Integer.parseInt(place.group(1))).typed()));
    }
}
