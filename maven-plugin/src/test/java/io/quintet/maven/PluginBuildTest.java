package io.quintet.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build of a project of its own with a real Maven, offline, with the plugin as it was just packaged. */
class PluginBuildTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("quintet.version");
    private static final Map<String, String> MODULES = Map.of(
            "core", "quintet-core",
            "codecs/protobuf", "quintet-codec-protobuf",
            "generator", "quintet-generator",
            "maven-plugin", "quintet-maven-plugin");

    /** As docs/generate.md shows it. */
    private static final String PLUGIN = """
        <plugin>
          <groupId>io.quintet</groupId>
          <artifactId>quintet-maven-plugin</artifactId>
          <version>${quintet.version}</version>
          <executions>
            <execution>
              <goals>
                <goal>generate</goal>
                <goal>check</goal>
              </goals>
            </execution>
          </executions>
        </plugin>
        """;

    @TempDir
    private static Path repository;

    @TempDir
    private Path project;

    /** A repository before the machine's own one, since nothing may be installed there. */
    @BeforeAll
    static void install() throws IOException {
        Path group = repository.resolve("io/quintet");
        copy(ROOT.resolve("pom.xml"), group.resolve("quintet-parent"), "quintet-parent", "pom");
        for (Map.Entry<String, String> each : MODULES.entrySet()) {
            Path module = ROOT.resolve(each.getKey());
            Path to = group.resolve(each.getValue());
            copy(module.resolve("pom.xml"), to, each.getValue(), "pom");
            copy(module.resolve("target/" + each.getValue() + "-" + VERSION + ".jar"), to, each.getValue(), "jar");
        }
    }

    private static void copy(Path file, Path to, String artifact, String extension) throws IOException {
        Path directory = Files.createDirectories(to.resolve(VERSION));
        Files.copy(file, directory.resolve(artifact + "-" + VERSION + "." + extension));
    }

    @BeforeEach
    void lay() throws IOException {
        write("pom.xml", """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.acme</groupId>
              <artifactId>shop</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>21</maven.compiler.release>
                <quintet.version>%s</quintet.version>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>io.quintet</groupId>
                  <artifactId>quintet-codec-protobuf</artifactId>
                  <version>${quintet.version}</version>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-toolchains-plugin</artifactId>
                    <version>3.3.0</version>
                    <executions>
                      <execution>
                        <goals>
                          <goal>select-jdk-toolchain</goal>
                        </goals>
                        <configuration>
                          <version>[21,)</version>
                          <useJdk>Never</useJdk>
                        </configuration>
                      </execution>
                    </executions>
                  </plugin>
                  <plugin>
                    <artifactId>maven-resources-plugin</artifactId>
                    <version>3.5.0</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>3.16.0</version>
                  </plugin>
                  PLUGIN
                </plugins>
              </build>
            </project>
            """.formatted(VERSION).replace("PLUGIN", PLUGIN));
        write("src/main/proto/acme/shop.proto", """
            syntax = "proto3";
            package acme.shop;
            import "google/protobuf/timestamp.proto";
            service Shop {
              rpc Find(Query) returns (Order);
            }
            message Query {
              string id = 1;
            }
            message Order {
              string id = 1;
              google.protobuf.Timestamp at = 2;
            }
            """);
        write("src/main/java/com/acme/Use.java", """
            package com.acme;

            import acme.shop.Order;
            import acme.shop.Query;
            import acme.shop.Shop;

            class Use implements Shop {
                @Override
                public Order find(Query query) {
                    return new Order(query.id(), java.util.Optional.empty());
                }
            }
            """);
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, UTF_8);
    }

    private record Build(int status, String log) {}

    private Build build(String... arguments) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve(windows ? "mvnw.cmd" : "mvnw").toString(),
                "-B",
                "-o",
                "-ntp",
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail=" + System.getProperty("quintet.repository")));
        command.addAll(List.of(arguments));
        Path log = project.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // short runs
        Process process = builder.start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("Maven ends").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Build(process.exitValue(), Files.readString(log));
    }

    @Test
    void the_documentation_shows_the_plugin_as_it_is_used_here() throws IOException {
        assertThat(ROOT.resolve("docs/generate.md")).content(UTF_8).contains("```xml\n" + PLUGIN + "```");
    }

    @Test
    void generates_compiles_and_checks_and_does_nothing_the_second_time() throws Exception {
        Build first = build("process-classes");
        assertThat(first.status).as(first.log).isZero();
        assertThat(first.log).contains("3 files, 3 changed", "1 contracts, no lock file");
        assertThat(project.resolve("target/classes/acme/shop/Shop.class")).exists();
        assertThat(project.resolve("target/classes/com/acme/Use.class")).exists();

        Build second = build("process-classes");
        assertThat(second.status).as(second.log).isZero();
        assertThat(second.log).contains("nothing has changed since it was generated");

        write(
                "src/main/proto/acme/shop.proto",
                "syntax = \"proto3\";\npackage acme.shop;\nmessage Query {\n  strin id = 1;\n}\n");
        Build third = build("process-classes");
        assertThat(third.status).as(third.log).isNotZero();
        assertThat(third.log).contains("acme/shop.proto:4:3: \"strin\" is not defined");
    }

    @Test
    void checks_contracts_and_the_lock_file_by_the_prefix_alone() throws Exception {
        write("src/main/java/com/acme/Depot.java", """
            package com.acme;

            @io.quintet.Contract("depot")
            public interface Depot {
                @io.quintet.RequestResponse
                Stock find(Article article);

                record Article(String id) {}

                record Stock(int pieces) {}
            }
            """);
        String lock = "src/main/resources/META-INF/quintet/protobuf.lock";
        write(lock, "");
        Build missing = build("process-classes");
        assertThat(missing.status).as(missing.log).isNotZero();
        assertThat(missing.log).contains("missing: com.acme.Depot$Stock.pieces = 1", "-Dquintet.update");

        Build update = build("process-classes", "-Dquintet.update");
        assertThat(update.status).as(update.log).isZero();
        assertThat(project.resolve(lock)).content().contains("com.acme.Depot$Article.id = 1");

        Build again = build("toolchains:select-jdk-toolchain", "quintet:check");
        assertThat(again.log).contains("lock file up to date");
    }

    @Test
    void a_contract_that_contradicts_itself_fails_the_build() throws Exception {
        write("src/main/java/com/acme/Depot.java", """
            package com.acme;

            @io.quintet.Contract("depot")
            public interface Depot {
                @io.quintet.Notification
                Article find(Article article);

                record Article(String id) {}
            }
            """);
        Build build = build("process-classes");
        assertThat(build.status).as(build.log).isNotZero();
        assertThat(build.log).contains("Depot.find: returns com.acme.Depot$Article but its style has no response");
    }
}
