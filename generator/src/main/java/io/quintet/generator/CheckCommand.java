package io.quintet.generator;

import io.quintet.Contract;
import io.quintet.Rpc;
import io.quintet.codec.protobuf.LockFile;
import io.quintet.codec.protobuf.LockTool;
import io.quintet.contract.ContractModel;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Reads all contracts of a project, and compares the lock file with what they need. */
final class CheckCommand {
    private CheckCommand() {}

    static int run(Properties given) throws IOException {
        Path classes = Main.path(given, "classes");
        URL[] urls =
                Main.required(given, "classpath").lines().map(CheckCommand::url).toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, CheckCommand.class.getClassLoader())) {
            List<ContractModel> contracts = contracts(classes, loader);
            // those with a name in gRPC of their own come from a document, which has their numbers
            List<ContractModel> numbered = contracts.stream()
                    .filter(contract -> !contract.type().isAnnotationPresent(Rpc.class))
                    .toList();
            Path lock = Main.path(given, "lock");
            if (Boolean.parseBoolean(given.getProperty("update"))) {
                boolean changed = LockTool.update(lock, numbered);
                System.out.println(contracts.size() + " contracts; " + lock + (changed ? " extended" : " unchanged"));
                return 0;
            }
            boolean asked = Files.exists(lock);
            List<String> problems = asked ? LockTool.check(lock, numbered, LockFile.empty()) : List.of();
            problems.forEach(problem -> System.out.println(lock + ": " + problem));
            if (!problems.isEmpty()) {
                System.out.println(
                        "(mend: run quintet:check with -Dquintet.update, look at the difference, commit it)");
                return 1;
            }
            System.out.println(contracts.size() + " contracts" + (asked ? ", lock file up to date" : ", no lock file"));
            return 0;
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path + " (expected: a path)", e);
        }
    }

    private static List<ContractModel> contracts(Path classes, ClassLoader loader) throws IOException {
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        List<String> names;
        try (Stream<Path> walk = Files.walk(classes)) {
            names = walk.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .sorted()
                    .toList();
        }
        List<ContractModel> contracts = new ArrayList<>();
        for (String name : names) {
            Class<?> type = load(name, loader);
            if (type.isInterface() && type.isAnnotationPresent(Contract.class)) {
                contracts.add(ContractModel.of(type));
            }
        }
        return List.copyOf(contracts);
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new GenerationException(name + ": cannot be loaded: " + e, e);
        }
    }
}
