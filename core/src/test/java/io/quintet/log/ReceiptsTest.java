package io.quintet.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.QuintetException;
import io.quintet.spi.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final Receipt ACCEPTED = Receipt.Accepted.INSTANCE;
    private static final Receipt REFUSED = new Receipt.Failed(QuintetException.unreachable("nobody there", null));

    @Test
    void they_are_complete_with_the_last_one_in_their_places() {
        Receipts receipts = new Receipts(2);

        receipts.set(1, REFUSED);
        assertThat(receipts.future()).isNotDone();

        receipts.set(0, ACCEPTED);
        assertThat(receipts.future()).isCompletedWithValue(List.of(ACCEPTED, REFUSED));
    }

    @Test
    void those_of_no_message_are_complete_at_once() {
        assertThat(new Receipts(0).future()).isCompletedWithValue(List.of());
    }
}
