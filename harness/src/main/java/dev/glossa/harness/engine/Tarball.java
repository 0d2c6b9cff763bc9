package dev.glossa.harness.engine;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/// A gzipped tar archive of plain files, as npm writes them (POSIX ustar).
///
/// Links, devices and names that leave the target are refused: an archive is input like any other.
final class Tarball {

    private static final int BLOCK = 512;
    /// Far above any engine package (the largest, for CUDA, unpacks to 190 MB); a bomb stops here.
    private static final long MOST_BYTES = 4L << 30;
    private static final int MOST_FILES = 10_000;

    private Tarball() {}

    /// Unpacks into an empty folder; every file is on the disk when this returns.
    static void unpack(Path archive, Path target) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16)) {
            byte[] header = new byte[BLOCK];
            long bytes = 0;
            int files = 0;
            while (true) {
                int read = in.readNBytes(header, 0, BLOCK);
                // The end is two empty blocks; some writers leave them out.
                if (read == 0 || read == BLOCK && isEmpty(header)) {
                    return;
                }
                if (read < BLOCK) {
                    throw new EOFException(archive.getFileName() + " ends inside a header");
                }
                check(header, archive);
                String name = name(header);
                long size = octal(header, 124, 12);
                bytes += size;
                if (bytes > MOST_BYTES || ++files > MOST_FILES) {
                    throw new IOException(archive.getFileName() + " unpacks to more than " + MOST_BYTES + " bytes or "
                            + MOST_FILES + " files");
                }
                switch (header[156]) {
                    case '0', 0 -> write(in, size, inside(target, name), archive);
                    case '5' -> Files.createDirectories(inside(target, name));
                    // A note on the whole archive (a comment, a commit); it moves no file.
                    case 'g' -> in.skipNBytes(size);
                    default -> throw new IOException(archive.getFileName() + ": '" + name + "' is neither a file nor a folder (type '"
                            + (char) header[156] + "')");
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        }
    }

    private static void write(InputStream in, long size, Path file, Path archive) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException(archive.getFileName() + " ends inside '" + file.getFileName() + "'");
                }
                for (ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read); chunk.hasRemaining(); ) {
                    out.write(chunk);
                }
                left -= read;
            }
            out.force(true);
        }
    }

    /// The place of a name under the target, or a refusal: no absolute names, no `..`, no drive letters.
    private static Path inside(Path target, String name) throws IOException {
        boolean leaves = name.isEmpty() || name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0;
        for (String part : name.split("/")) {
            leaves |= part.equals("..");
        }
        Path place = leaves ? target : target.resolve(name).normalize();
        if (leaves || !place.startsWith(target) || place.equals(target)) {
            throw new IOException("archive entry '" + name + "' would leave the folder it is unpacked into");
        }
        return place;
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        boolean ustar = text(header, 257, 5).equals("ustar");
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            byte digit = header[i];
            if (digit >= '0' && digit <= '7') {
                value = value << 3 | digit - '0';
            } else if (digit != ' ' && digit != 0) {
                throw new IOException("archive header with a number that is not octal");
            }
        }
        return value;
    }

    /// The header's own checksum: the sum of its bytes, with blanks where the sum stands.
    private static void check(byte[] header, Path archive) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, 148, 8)) {
            throw new IOException(archive.getFileName() + " has a damaged tar header");
        }
    }

    private static boolean isEmpty(byte[] header) {
        for (byte one : header) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
