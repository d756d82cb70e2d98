import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks ({@code check}) or mends ({@code write}) the format of every Java file of the repository. The root pom starts
 * it in phase {@code verify}, on the JDK of the toolchain: see the profile {@code checks} there for why.
 */
final class Format {

    private static final Set<String> NOT_OURS = Set.of(".git", "target");

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());
    private final boolean write;

    private Format(boolean write) {
        this.write = write;
    }

    public static void main(String[] args) throws IOException {
        String mode = args[0];
        if (!mode.equals("check") && !mode.equals("write")) {
            throw new IllegalArgumentException("format: " + mode + " (expected: check or write)");
        }
        Format format = new Format(mode.equals("write"));
        List<Path> files = javaFiles(Path.of(args[1]));
        List<String> complaints =
                files.parallelStream().flatMap(format::complaint).sorted().toList();

        complaints.forEach(System.out::println);
        if (!complaints.isEmpty()) {
            System.out.printf(
                    "format: %d of %d Java files; .ci/format mends what can be read%n",
                    complaints.size(), files.size());
            System.exit(1);
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_OURS.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private Stream<String> complaint(Path file) {
        try {
            String before = Files.readString(file);
            String after = formatter.formatSourceAndFixImports(before);
            if (after.equals(before)) {
                return Stream.empty();
            }
            if (!write) {
                return Stream.of(file + ": not formatted");
            }
            Files.writeString(file, after);
            System.out.println(file + ": formatted");
            return Stream.empty();
        } catch (FormatterException e) {
            return Stream.of(file + ":" + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
