package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.RequestResponse;
import io.quintet.codec.json.JsonCodec;
import io.quintet.contract.ContractModel;
import io.quintet.message.Headers;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import java.time.Duration;

/** A contract with one call. */
@Contract("test-kitchen")
public interface Kitchen {
    BoundOperation COOK =
            BoundOperation.of(ContractModel.of(Kitchen.class).operations().getFirst(), new JsonCodec());

    @RequestResponse(timeout = "20s")
    Meal cook(Dish dish) throws SoldOut;

    record Dish(String name) {}

    record Meal(String name) {}

    final class SoldOut extends DomainException {
        private static final long serialVersionUID = 1L;

        public record Detail(String dish) {}

        public SoldOut(Detail detail) {
            super(Code.FAILED_PRECONDITION, detail.dish() + " is sold out", detail);
        }
    }

    /** A call of a dish. */
    static Call call(String dish, Duration timeout) {
        return new Call(COOK, new Dish(dish), Headers.empty(), Deadline.in(timeout));
    }
}
