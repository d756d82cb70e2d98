package io.quintet.codec.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Contract;
import io.quintet.Notification;
import io.quintet.RequestResponse;
import io.quintet.contract.ContractModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockToolTest {
    /** A contract whose records reach others. */
    @Contract("desk")
    public interface Desk {
        @RequestResponse(idempotent = true)
        Answer ask(Question question);

        @Notification
        void tell(Question notification);

        record Question(String text, Mood mood) {}

        record Answer(String text, List<Word> words) {}

        record Word(String letters) {}

        enum Mood {
            GOOD,
            BAD
        }
    }

    private static final List<ContractModel> CONTRACTS = List.of(ContractModel.of(Desk.class));
    private static final String DESK = Desk.class.getName();

    @TempDir
    private Path directory;

    @Test
    void writes_the_file_once_and_then_leaves_it_alone() throws IOException {
        Path file = directory.resolve("META-INF/quintet/protobuf.lock");
        assertThat(LockTool.check(file, CONTRACTS, LockFile.empty()))
                .contains("missing: " + DESK + "$Word.letters = 1")
                .hasSize(7);
        assertThat(LockTool.update(file, CONTRACTS)).isTrue();
        assertThat(Files.readString(file))
                .isEqualTo("# Numbers of Protocol Buffers, given for ever. Commit this file; never change a number.\n"
                        + DESK + "$Answer.text = 1\n"
                        + DESK + "$Answer.words = 2\n"
                        + DESK + "$Mood.GOOD = 1\n"
                        + DESK + "$Mood.BAD = 2\n"
                        + DESK + "$Question.text = 1\n"
                        + DESK + "$Question.mood = 2\n"
                        + DESK + "$Word.letters = 1\n");
        assertThat(LockTool.update(file, CONTRACTS)).isFalse();
        assertThat(LockTool.check(file, CONTRACTS, LockFile.empty())).isEmpty();
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void the_check_is_red_until_the_file_is_brought_up_to_date() throws IOException {
        Path file =
                Files.writeString(directory.resolve("lock"), DESK + "$Word.letters = 4\n" + DESK + "$Word.old = 2\n");
        LockFile former = LockFile.parse("former", Files.readString(file));
        assertThat(LockTool.check(file, CONTRACTS, former))
                .contains("missing: reserved " + DESK + "$Word.old = 2", "outdated: " + DESK + "$Word.old = 2");
        assertThat(LockTool.update(file, CONTRACTS)).isTrue();
        assertThat(LockTool.check(file, CONTRACTS, former)).isEmpty();
        Files.writeString(file, Files.readString(file).replace("reserved " + DESK + "$Word.old = 2\n", ""));
        assertThat(LockTool.check(file, CONTRACTS, former))
                .containsExactly(DESK + "$Word.old = 2: the number is gone (expected: the line, or reserved)");
    }
}
