package dev.glossa.reports.publish;

import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run as a volunteer hands it in: a zip file whose `bundle.json` names every other file with its digest, each digest
/// chained to the one before, so that nothing in it can be changed, added, left out or put in another order unnoticed.
///
/// @param files name to content, in the order of the chain
/// @param chain the last digest of the chain, which names the bundle
public record Bundle(Map<String, byte[]> files, String chain) {
    private static final String INDEX = "bundle.json";
    private static final int FORMAT = 1;
    private static final Pattern NAMES = Pattern.compile("(run|scoring|fingerprint)\\.json|(completions|judgments|scores)\\.jsonl|(languages|numbers)\\.csv|tasks/[a-z0-9][a-z0-9.-]{0,80}\\.yaml");
    /// The largest file that a bundle may hold, in bytes, and all of them together: a small zip can swell to anything.
    private static final long LARGEST = 1L << 30;
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    /// Chains files into a bundle.
    public static Bundle of(Map<String, byte[]> files) {
        return new Bundle(new LinkedHashMap<>(files), chain(files).getLast());
    }

    /// The chain after each file.
    private static List<String> chain(Map<String, byte[]> files) {
        List<String> chain = new ArrayList<>();
        String last = Signature.sha256(("glossa bundle " + FORMAT).getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            last = Signature.sha256((last + "\n" + file.getKey() + "\n" + Signature.sha256(file.getValue())).getBytes(StandardCharsets.UTF_8));
            chain.add(last);
        }
        return chain;
    }

    /// Writes the bundle; the same files make the same bytes.
    public void write(Path path) {
        ObjectNode index = Json.object().put("format", FORMAT).put("chain", chain);
        ArrayNode entries = index.putArray("files");
        List<String> chained = chain(files);
        int i = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            entries.addObject().put("name", file.getKey()).put("bytes", file.getValue().length).put("sha256", Signature.sha256(file.getValue())).put("chain", chained.get(i++));
        }
        try (OutputStream out = Files.newOutputStream(path); ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, INDEX, (Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(index) + "\n").getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be written; choose another --out", e);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /// Reads a bundle and checks every digest.
    ///
    /// @throws IllegalArgumentException naming the file that is not what the chain says
    public static Bundle read(Path path) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        long[] total = new long[1];
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (!name.equals(INDEX) && !NAMES.matcher(name).matches()) {
                    throw new IllegalArgumentException(path + ": holds '" + dev.glossa.reports.Visible.line(name, 80) + "', which no bundle does");
                }
                if (found.put(name, content(zip, entry, path, total)) != null) {
                    throw new IllegalArgumentException(path + ": holds " + name + " twice");
                }
            }
        } catch (ZipException e) {
            throw new IllegalArgumentException(path + ": not a bundle (" + e.getMessage() + "); glossa submit RUN writes one", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(path + ": cannot be read: " + e.getMessage(), e);
        }
        byte[] index = Optional.ofNullable(found.remove(INDEX)).orElseThrow(() -> new IllegalArgumentException(path + ": holds no " + INDEX));
        return checked(found, Json.object(new String(index, StandardCharsets.UTF_8), path + ", " + INDEX), path);
    }

    private static byte[] content(ZipFile zip, ZipEntry entry, Path path, long[] total) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                total[0] += n;
                if (total[0] > LARGEST) {
                    throw new IllegalArgumentException(path + ": swells to more than " + (LARGEST >> 20) + " MiB at " + entry.getName());
                }
                out.write(buffer, 0, n);
            }
        }
        return out.toByteArray();
    }

    private static Bundle checked(Map<String, byte[]> found, ObjectNode index, Path path) {
        if (index.path("format").asInt(0) != FORMAT) {
            throw new IllegalArgumentException(path + ": bundles of format " + FORMAT + " can be read; this one has " + index.path("format"));
        }
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        for (JsonNode entry : index.path("files")) {
            String name = entry.path("name").asString("");
            byte[] content = found.remove(name);
            if (content == null) {
                throw new IllegalArgumentException(path + ": " + INDEX + " names " + dev.glossa.reports.Visible.line(name, 80) + ", which is not there");
            }
            String digest = Signature.sha256(content);
            if (!digest.equals(entry.path("sha256").asString(""))) {
                throw new IllegalArgumentException(path + ": " + name + " has sha256 " + digest.substring(0, 12) + "…, " + INDEX + " says otherwise: it was changed");
            }
            ordered.put(name, content);
        }
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(path + ": holds " + found.keySet() + ", which " + INDEX + " does not name");
        }
        if (ordered.isEmpty() || !chain(ordered).getLast().equals(index.path("chain").asString(""))) {
            throw new IllegalArgumentException(path + ": the chain of its digests ends otherwise than " + INDEX + " says: it was changed");
        }
        return of(ordered);
    }

    /// Writes the files into a new folder.
    public void unpack(Path folder) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be written", e);
        }
    }
}
