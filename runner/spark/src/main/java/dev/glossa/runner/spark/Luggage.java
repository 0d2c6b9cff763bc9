package dev.glossa.runner.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/// A file or folder that the command line names and that an executor has to fetch: a path of a Hadoop file system, or what
/// the driver broadcasts of its own disk. In the arguments of tasks a mark stands for it.
///
/// @param typed  what the user typed
/// @param pieces of what is broadcast, in order; none of a Hadoop path
record Luggage(String typed, ArrayList<Piece> pieces) implements Serializable {
    /// How much of a file is one broadcast: executors pass pieces on to each other, and the driver need not hold a whole model.
    private static final int PIECE = 32 << 20;

    /// @param file relative to what was typed; empty where that is a file
    record Piece(String file, Broadcast<byte[]> bytes) implements Serializable {}

    static String mark(int index) {
        return "\u0001" + index + "\u0001";
    }

    /// Puts marks into the arguments, and gives what they stand for.
    static ArrayList<Luggage> of(List<String> arguments, List<String> broadcast, JavaSparkContext spark) throws IOException {
        ArrayList<Luggage> all = new ArrayList<>();
        for (String path : broadcast) {
            ArrayList<Piece> pieces = pieces(Path.of(path), spark);
            Pattern named = Pattern.compile("(?<=^|[=:,])" + Pattern.quote(path) + "(?=$|[,/?])");
            if (arguments.stream().noneMatch(argument -> named.matcher(argument).find())) {
                throw new IllegalArgumentException(Job.BROADCAST + " " + path + ": nothing else on the command line names it");
            }
            String mark = mark(all.size());
            arguments.replaceAll(argument -> named.matcher(argument).replaceAll(mark));
            all.add(new Luggage(path, pieces));
        }
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String value = argument.substring(argument.lastIndexOf('=') + 1);
            if (isHadoop(value, spark.hadoopConfiguration())) {
                arguments.set(i, argument.substring(0, argument.length() - value.length()) + mark(all.size()));
                all.add(new Luggage(value, new ArrayList<>()));
            }
        }
        return all;
    }

    private static boolean isHadoop(String value, Configuration configuration) {
        String scheme = value.matches("[a-z][a-z0-9]*:/.*") ? value.substring(0, value.indexOf(':')) : "http";
        try {
            return !scheme.startsWith("http") && FileSystem.getFileSystemClass(scheme, configuration) != null;
        } catch (UnsupportedFileSystemException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalArgumentException(value + ": " + e.getMessage(), e);
        }
    }

    private static ArrayList<Piece> pieces(Path from, JavaSparkContext spark) throws IOException {
        if (!Files.exists(from)) {
            throw new IllegalArgumentException(Job.BROADCAST + " " + from + ": is no file or folder of the driver's");
        }
        ArrayList<Piece> pieces = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = from.relativize(file).toString().replace('\\', '/');
                try (InputStream in = Files.newInputStream(file)) {
                    byte[] bytes = in.readNBytes(PIECE);
                    do {
                        pieces.add(new Piece(name, spark.broadcast(bytes)));
                        bytes = in.readNBytes(PIECE);
                    } while (bytes.length > 0);
                }
            }
        }
        return pieces;
    }
}
