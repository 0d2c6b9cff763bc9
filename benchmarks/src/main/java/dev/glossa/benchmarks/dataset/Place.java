package dev.glossa.benchmarks.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One place where a data set's files may be, all of one revision.
public sealed interface Place {
    /// A folder on disk.
    ///
    /// @param revision the hub's commit, or `files` for a user's own
    record OnDisk(Path path, String revision) implements Place {
        static final String FILES = "files";

        @Override
        public boolean isOnHub() {
            return !revision.equals(FILES);
        }

        @Override
        public List<String> names(String folder) {
            Path in = path.resolve(folder);
            if (!Files.isDirectory(in)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(in)) {
                return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
            } catch (IOException e) {
                throw new IllegalArgumentException(in + ": cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public List<String> folders(String folder) {
            Path in = path.resolve(folder);
            if (!Files.isDirectory(in)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(in)) {
                return files.filter(Files::isDirectory).map(file -> file.getFileName().toString()).sorted().toList();
            } catch (IOException e) {
                throw new IllegalArgumentException(in + ": cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public DataFile file(String name) {
            return new DataFile.OnDisk(path.resolve(name));
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A folder of the bundled samples.
    record Bundled(String folder) implements Place {
        @Override
        public String revision() {
            return "bundled";
        }

        @Override
        public boolean isOnHub() {
            return false;
        }

        @Override
        public List<String> names(String below) {
            String prefix = folder + "/" + below;
            return BundledFiles.NAMES.tailSet(prefix).stream().takeWhile(file -> file.startsWith(prefix))
                    .map(file -> file.substring(prefix.length())).filter(file -> file.indexOf('/') < 0).toList();
        }

        @Override
        public DataFile file(String path) {
            return new DataFile.Bundled(folder + "/" + path);
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    /// What signatures name: a commit of the hub, `files`, or `bundled`.
    String revision();

    /// Whether it is a snapshot of the hub.
    boolean isOnHub();

    /// The names of the files of a folder, which ends in `/` or is empty, in their order; none if there is no such folder.
    List<String> names(String folder);

    /// The names of the folders of a folder, likewise.
    default List<String> folders(String folder) {
        return List.of();
    }

    /// The file with this path.
    DataFile file(String path);
}
