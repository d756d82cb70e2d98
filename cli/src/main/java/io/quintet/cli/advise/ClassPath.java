package io.quintet.cli.advise;

import io.quintet.cli.CommandFailed;
import io.quintet.contract.ContractModel;
import io.quintet.spi.TransportProvider;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command's own class path and what the user adds to it. */
final class ClassPath implements AutoCloseable {
    private static final String ALL_JARS = "*";

    private final URLClassLoader loader;

    private ClassPath(URLClassLoader loader) {
        this.loader = loader;
    }

    /** With directories and jars as {@code java -cp} takes them; none where the text is empty. */
    static ClassPath of(String added) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : added.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                for (Path path : paths(entry)) {
                    urls.add(path.toUri().toURL());
                }
            }
        }
        return new ClassPath(new URLClassLoader(urls.toArray(URL[]::new), ClassPath.class.getClassLoader()));
    }

    private static List<Path> paths(String entry) throws IOException {
        boolean all =
                entry.equals(ALL_JARS) || entry.endsWith("/" + ALL_JARS) || entry.endsWith(File.separator + ALL_JARS);
        Path path = Path.of(entry.substring(0, entry.length() - (all ? 1 : 0))); // the empty one is this directory
        if (!Files.exists(path)) {
            throw new CommandFailed("--classpath: " + entry
                    + ": absent (expected: a directory of classes, a jar, or a directory and /* for all jars in it)");
        }
        if (!all) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(each -> each.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    ContractModel contract(String name) {
        try {
            return ContractModel.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            throw new CommandFailed(
                    "--contract: " + name
                            + ": no such class (expected: the full name of an interface, and --classpath with"
                            + " the directory or jar that it is in)",
                    e);
        } catch (LinkageError e) {
            throw new CommandFailed(
                    "--contract: " + name + ": cannot be read, for " + e + " (expected: all that it refers to in"
                            + " --classpath, compiled for Java "
                            + Runtime.version().feature() + " or older)",
                    e);
        }
    }

    /** The transports that are there; of two of one name the command's own. */
    Collection<TransportProvider> transports() {
        TreeMap<String, TransportProvider> byName = new TreeMap<>();
        try {
            for (TransportProvider provider : ServiceLoader.load(TransportProvider.class, loader)) {
                byName.putIfAbsent(provider.name(), provider);
            }
        } catch (ServiceConfigurationError e) {
            throw new CommandFailed("--classpath: " + e.getMessage() + " (expected: transports that can be made)", e);
        }
        return byName.values();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
