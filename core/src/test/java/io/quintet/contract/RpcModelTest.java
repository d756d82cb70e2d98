package io.quintet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Contract;
import io.quintet.InvalidContractException;
import io.quintet.RequestResponse;
import io.quintet.Rpc;
import org.junit.jupiter.api.Test;

class RpcModelTest {
    record Query(String id) {}

    @Contract("corner-shop")
    public interface Plain {
        @RequestResponse
        Query findAll(Query query);
    }

    @Contract("corner-shop")
    @Rpc("acme.shop.v1.Shop")
    public interface Named {
        @Rpc("find_all")
        @RequestResponse
        Query findAll(Query query);
    }

    @Contract("corner-shop")
    @Rpc("Shop")
    public interface WithoutPackage {
        @RequestResponse
        Query findAll(Query query);
    }

    @Contract("corner-shop")
    @Rpc("acme..Shop")
    public interface Gap {
        @RequestResponse
        Query findAll(Query query);
    }

    @Contract("corner-shop")
    public interface Slash {
        @Rpc("find/all")
        @RequestResponse
        Query findAll(Query query);
    }

    private static String path(Class<?> contract) {
        return ContractModel.of(contract).operations().getFirst().rpc().path();
    }

    @Test
    void the_names_of_contract_and_operation_are_the_path() {
        assertThat(path(Plain.class)).isEqualTo("/corner_shop.CornerShop/FindAll");
    }

    @Test
    void a_name_of_its_own_takes_their_place() {
        assertThat(path(Named.class)).isEqualTo("/acme.shop.v1.Shop/find_all");
        assertThat(path(WithoutPackage.class)).isEqualTo("/Shop/FindAll");
    }

    @Test
    void what_no_document_could_say_is_refused() {
        assertThatThrownBy(() -> ContractModel.of(Gap.class))
                .isInstanceOf(InvalidContractException.class)
                .hasMessage("Gap: @Rpc(\"acme..Shop\") (mend: use a name such as acme.orders.v1.OrderService)");
        assertThatThrownBy(() -> ContractModel.of(Slash.class))
                .isInstanceOf(InvalidContractException.class)
                .hasMessage("Slash.findAll: @Rpc(\"find/all\") (mend: use a name such as GetOrder)");
    }
}
