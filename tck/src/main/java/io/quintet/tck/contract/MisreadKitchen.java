package io.quintet.tck.contract;

import io.quintet.Contract;
import io.quintet.RequestResponse;
import java.util.List;

/** What a caller with another idea of the contract sends: words where {@link TckKitchen} expects a number. */
@Contract("tck-kitchen")
public interface MisreadKitchen {
    /** Request/response. */
    @RequestResponse(timeout = "20s")
    TckKitchen.Meal cook(WrongDish dish);

    /** A request that the other side cannot read. */
    record WrongDish(String name, String portions, List<String> toppings) {}
}
