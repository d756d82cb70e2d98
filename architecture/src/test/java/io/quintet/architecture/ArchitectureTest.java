package io.quintet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, as ARCHITECTURE.md draws them. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.quintet");

    /** The packages of core that describe, and do not run. */
    private static final String[] DESCRIPTIONS = {
        "io.quintet.type",
        "io.quintet.contract",
        "io.quintet.message",
        "io.quintet.spi",
        "io.quintet.config",
        "io.quintet.advice",
        "io.quintet.log",
        "io.quintet.signing",
        "io.quintet.payload"
    };

    private static final String[] CORE = concat(
            DESCRIPTIONS,
            "io.quintet",
            "io.quintet.resilience",
            "io.quintet.claim.file",
            "io.quintet.runtime",
            "io.quintet.transport.memory",
            "io.quintet.discovery.platform");

    @Test
    void every_module_is_looked_at() {
        assertThat(MAIN.stream().map(type -> type.getPackageName()).distinct())
                .contains(
                        "io.quintet.runtime",
                        "io.quintet.codec.json",
                        "io.quintet.codec.protobuf",
                        "io.quintet.idl",
                        "io.quintet.idl.openapi",
                        "io.quintet.generator",
                        "io.quintet.maven",
                        "io.quintet.net",
                        "io.quintet.transport.grpc",
                        "io.quintet.transport.http",
                        "io.quintet.transport.kafka",
                        "io.quintet.transport.rabbitmq",
                        "io.quintet.transport.sql",
                        "io.quintet.transport.sqs",
                        "io.quintet.transport.zeromq",
                        "io.quintet.discovery.dns",
                        "io.quintet.discovery.etcd",
                        "io.quintet.discovery.http",
                        "io.quintet.discovery.kubernetes",
                        "io.quintet.discovery.zookeeper",
                        "io.quintet.cli");
    }

    @Test
    void core_depends_on_the_jdk_slf4j_jspecify_the_yaml_parser_and_the_circuit_breaker_only() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat(
                        CORE,
                        "java..",
                        "javax.crypto..",
                        "javax.net.ssl..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "org.snakeyaml..",
                        "io.github.resilience4j.."))
                .check(MAIN);
    }

    @Test
    void transports_never_see_each_other() {
        slices().matching("io.quintet.transport.(*)..")
                .should()
                .notDependOnEachOther()
                .check(MAIN);
    }

    @Test
    void registries_never_see_each_other_but_some_share_how_they_watch_over_http() {
        slices().matching("io.quintet.discovery.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage("io.quintet.discovery.etcd..", "io.quintet.discovery.kubernetes.."),
                        resideInAPackage("io.quintet.discovery.http.."))
                .check(MAIN);
    }

    @Test
    void modules_use_what_core_offers_and_not_how_it_runs() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.quintet.codec..",
                        "io.quintet.idl..",
                        "io.quintet.generator..",
                        "io.quintet.net..",
                        "io.quintet.transport.grpc..",
                        "io.quintet.transport.http..",
                        "io.quintet.transport.kafka..",
                        "io.quintet.transport.rabbitmq..",
                        "io.quintet.transport.sql..",
                        "io.quintet.transport.sqs..",
                        "io.quintet.transport.zeromq..",
                        "io.quintet.discovery.dns..",
                        "io.quintet.discovery.etcd..",
                        "io.quintet.discovery.http..",
                        "io.quintet.discovery.kubernetes..",
                        "io.quintet.discovery.zookeeper..",
                        "io.quintet.cli..",
                        "io.quintet.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quintet.runtime..", "io.quintet.transport.memory..")
                .check(MAIN);
    }

    @Test
    void the_maven_plugin_starts_the_generator_and_calls_nothing_since_maven_may_run_on_an_older_java() {
        noClasses()
                .that()
                .resideInAPackage("io.quintet.maven..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.quintet..").and(not(resideInAPackage("io.quintet.maven.."))))
                .check(MAIN);
    }

    @Test
    void transports_know_nothing_of_codec_implementations_and_only_http_and_grpc_know_the_engine() {
        noClasses()
                .that()
                .resideInAPackage("io.quintet.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.quintet.codec..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAnyPackage(concat(CORE, "io.quintet.transport.sql..", "io.quintet.codec.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quintet.net..", "io.vertx..")
                .check(MAIN);
    }

    @Test
    void the_packages_of_core_that_describe_do_not_depend_on_those_that_run() {
        noClasses()
                .that()
                .resideInAnyPackage(DESCRIPTIONS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quintet.runtime", "io.quintet.transport..")
                .check(MAIN);
    }

    private static String[] concat(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
