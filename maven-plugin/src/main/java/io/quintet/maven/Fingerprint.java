package io.quintet.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/** All that the generated sources depend on, as one text: the settings, the documents, the generator. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Properties given, List<Artifact> artifacts, List<File> documents, @Nullable List<File> imports)
            throws IOException {
        MessageDigest digest = sha256();
        for (String name : new TreeSet<>(given.stringPropertyNames())) {
            digest.update((name + "=" + given.getProperty(name) + "\n").getBytes(UTF_8));
        }
        for (Artifact artifact : artifacts) {
            File file = artifact.getFile();
            digest.update((artifact + " " + file.length() + " " + file.lastModified() + "\n").getBytes(UTF_8));
        }
        List<File> all = new ArrayList<>(documents);
        all.addAll(imports == null ? List.of() : imports);
        for (File directory : all) {
            for (Path file : files(directory)) {
                digest.update((file + "\n").getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static boolean hasFiles(File directory) throws IOException {
        return !files(directory).isEmpty();
    }

    private static List<Path> files(File directory) throws IOException {
        if (!directory.isDirectory()) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory.toPath())) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
