package io.quintet.acceptance.discovery;

import io.quintet.acceptance.discovery.SabotagedRegistryProvider.Sabotage;
import io.quintet.acceptance.discovery.SabotagedRegistryProvider.Shared;
import io.quintet.tck.Book;
import io.quintet.tck.RegistryTck;
import io.quintet.tck.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The kit over a registry that is broken in one way; run by {@link RegistrySabotageTest} and not by itself. */
class SabotagedRegistryKit extends RegistryTck {
    /** What is wrong in the run that comes; one at a time. */
    static volatile Sabotage sabotage = Sabotage.NOTHING;

    @Override
    protected Duration patience() {
        return sabotage == Sabotage.NOTHING ? Duration.ofSeconds(30) : Duration.ofSeconds(2);
    }

    @Override
    protected Book freshBook(Path directory) {
        Shared shared = SabotagedRegistryProvider.shared(directory.toString(), sabotage);
        return new Book() {
            @Override
            public Map<String, String> settings() {
                return Map.of("registry", "sabotaged", "sabotaged.shared", directory.toString());
            }

            @Override
            public boolean acrossProcesses() {
                return false;
            }

            @Override
            public Optional<Server> server() {
                return Optional.of(new Server() {
                    @Override
                    public void stop() {
                        shared.away(true);
                    }

                    @Override
                    public void start() {
                        shared.away(false);
                    }
                });
            }
        };
    }
}
