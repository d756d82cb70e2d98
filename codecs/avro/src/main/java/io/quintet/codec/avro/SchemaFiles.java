package io.quintet.codec.avro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Finds schemas in files named {@code *.avsc}, each a document of its own. */
final class SchemaFiles {
    private static final String FOLDER = "META-INF/quintet/avro";
    private static final String ENDING = ".avsc";

    private SchemaFiles() {}

    /** Of a folder, without those below it. */
    static List<Schema> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Schema> schemas = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                schemas.add(parse(Files.readString(file), file.toString()));
            }
            return schemas;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
        }
    }

    /** Of the class path, in every folder and jar that has {@value #FOLDER}. */
    static List<Schema> onClassPath(ClassLoader loader) {
        try {
            List<Schema> schemas = new ArrayList<>();
            for (URL place : Collections.list(loader.getResources(FOLDER))) {
                if (place.openConnection() instanceof JarURLConnection jar) {
                    schemas.addAll(in(jar));
                } else if (place.getProtocol().equals("file")) {
                    schemas.addAll(in(Path.of(uri(place))));
                }
            }
            return schemas;
        } catch (IOException e) {
            throw new UncheckedIOException(FOLDER + ": " + e.getMessage(), e);
        }
    }

    private static List<Schema> in(JarURLConnection connection) throws IOException {
        URLConnection own = connection;
        own.setUseCaches(false); // a cached file would be everybody's, and this one is closed
        List<Schema> schemas = new ArrayList<>();
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.startsWith(connection.getEntryName() + "/")
                        && name.endsWith(ENDING)
                        && name.lastIndexOf('/') == FOLDER.length()) {
                    String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    schemas.add(parse(text, jar.getName() + "!/" + name));
                }
            }
        }
        return schemas;
    }

    private static URI uri(URL place) {
        try {
            return place.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(place + " was made by a class loader", e);
        }
    }

    private static Schema parse(String text, String where) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage() + " (expected: an Avro schema)", e);
        }
    }
}
