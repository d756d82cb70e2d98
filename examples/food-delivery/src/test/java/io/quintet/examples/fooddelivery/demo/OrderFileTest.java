package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.examples.fooddelivery.contract.LineItem;
import io.quintet.examples.fooddelivery.contract.PlaceOrder;
import io.quintet.examples.fooddelivery.process.DataException;
import io.quintet.examples.fooddelivery.process.Menu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrderFileTest {
    private static final Path SHIPPED = Path.of("data");

    @TempDir
    private Path directory;

    @Test
    void every_shipped_order_asks_for_what_the_shipped_menu_has() {
        Menu menu = Menu.load(SHIPPED);
        OrderFile orders = OrderFile.load(SHIPPED);
        assertThat(orders.size()).isEqualTo(10_000);
        for (int n = 1; n <= orders.size(); n++) {
            PlaceOrder order = orders.order(n);
            assertThat(order.items())
                    .allSatisfy(item -> assertThat(
                                    menu.item(item.menuItemId()).orElseThrow().restaurantId())
                            .isEqualTo(order.restaurantId()));
        }
    }

    @Test
    void begins_again_after_the_last_order_with_another_id() {
        OrderFile orders = OrderFile.load(SHIPPED);
        PlaceOrder first = orders.order(1);
        PlaceOrder again = orders.order(10_001);
        assertThat(again.orderId()).isNotEqualTo(first.orderId());
        assertThat(again.items()).isEqualTo(first.items());
    }

    @Test
    void reads_items_with_quantities() throws IOException {
        assertThat(load("1,c0001,r01,r01-m03x2;r01-m05x1,1 Road").order(1).items())
                .containsExactly(new LineItem("r01-m03", 2), new LineItem("r01-m05", 1));
    }

    @Test
    void names_the_line_of_an_item_that_makes_no_sense() {
        for (String items :
                new String[] {"r01-m03", "r01-m03x0", "r01-m03xtwo", "x2", "r01-m03x2;", "r01-m03x99999999999"}) {
            assertThatThrownBy(() -> load("1,c0001,r01," + items + ",1 Road"))
                    .as(items)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("orders.csv:2: items: \"" + items + "\" (expected: item x quantity");
        }
    }

    private OrderFile load(String row) throws IOException {
        Files.writeString(
                directory.resolve("orders.csv"), "number,consumerId,restaurantId,items,deliveryAddress\n" + row + "\n");
        return OrderFile.load(directory);
    }
}
