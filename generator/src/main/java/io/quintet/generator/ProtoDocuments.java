package io.quintet.generator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Which {@code .proto} documents to read, and how.
 *
 * @param compiler the executable protoc
 * @param directory what paths of files and imports start from
 * @param files the documents to generate from, as paths within the directory
 * @param imports further directories in which imports are found; google's own documents always are
 * @param packages the Java package of a package in documents, before the option {@code java_package}
 */
public record ProtoDocuments(
        Path compiler, Path directory, List<String> files, List<Path> imports, Map<String, String> packages) {}
