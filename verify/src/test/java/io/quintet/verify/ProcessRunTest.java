package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.faults.history.Finding;
import io.quintet.faults.history.Verdict;
import io.quintet.faults.net.FaultProxy;
import io.quintet.faults.net.WireFaults;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunTest {
    private static final String NOBODY =
            "nobody has connected through a proxy of %s (expected: calls, and what carries the messages)";

    @TempDir
    private Path directory;

    @Test
    void a_process_that_ends_by_itself_is_found_and_so_is_one_that_does_not_end_when_told_to() throws Exception {
        List<String> told = new ArrayList<>();
        try (Databases databases = new SqliteDatabases(directory)) {
            SeedReport report = new ProcessRun(
                            FaultyWorker.class,
                            1,
                            Duration.ofSeconds(3),
                            databases.fresh("processes"),
                            Optional.empty(),
                            new RunDirectory(directory, true),
                            told::add)
                    .run(3, "");
            assertThat(report.findings())
                    .filteredOn(finding -> finding.verdict() == Verdict.ENDED)
                    .isNotEmpty()
                    .extracting(Finding::detail)
                    .allSatisfy(detail -> assertThat(detail).startsWith("n1-").contains(" exited with 7 "));
            assertThat(report.findings())
                    .filteredOn(finding -> finding.verdict() == Verdict.NOT_DRAINED)
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.detail()).startsWith("n2-").contains("has not ended PT15S"));
            assertThat(report.findings()).extracting(Finding::verdict).containsOnly(Verdict.ENDED, Verdict.NOT_DRAINED);
            assertThat(report.doubts()) // others, of the wire, come with so short a run, or do not
                    .contains(NOBODY.formatted("n1"));
        }
        assertThat(told).isNotEmpty();
    }

    @Test
    void a_proxy_that_nobody_reached_raises_a_doubt_and_one_that_somebody_did_none() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FaultProxy used = FaultProxy.to((InetSocketAddress) server.getLocalSocketAddress(), 1);
                FaultProxy idle = FaultProxy.to((InetSocketAddress) server.getLocalSocketAddress(), 2)) {
            used.backward(WireFaults.NONE.latency(Duration.ofMillis(1), Duration.ZERO));
            try (Socket client = new Socket(
                            used.address().getAddress(), used.address().getPort());
                    Socket served = server.accept()) {
                served.getOutputStream().write(7);
                assertThat(client.getInputStream().read()).isEqualTo(7);
            }
            assertThat(ProcessRun.doubts(Map.of("n0", List.of(used)))).isEmpty();
            assertThat(ProcessRun.doubts(Map.of("n0", List.of(used), "n1", List.of(idle))))
                    .containsExactly(NOBODY.formatted("n1"));
            assertThat(ProcessRun.doubts(Map.of("n1", List.of(idle))))
                    .containsExactly(
                            "no fault of the wire has befallen anything (expected: some)", NOBODY.formatted("n1"));
        }
    }
}
