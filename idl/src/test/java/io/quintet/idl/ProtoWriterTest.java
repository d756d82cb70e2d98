package io.quintet.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.quintet.Contract;
import io.quintet.InvalidContractException;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import io.quintet.codec.protobuf.LockFile;
import io.quintet.codec.protobuf.LockTool;
import io.quintet.codec.protobuf.ProtobufNumbers;
import io.quintet.contract.ContractModel;
import io.quintet.idl.protoc.Protoc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtoWriterTest {
    private static final ContractModel SHOP = ContractModel.of(Shop.class);
    private static final ContractModel DEPOT = ContractModel.of(Depot.class);

    /** A second contract with records of the first. */
    @Contract("depot")
    public interface Depot {
        @RequestResponse(idempotent = true)
        Shop.Order findOrder(Shop.FindOrder query);
    }

    /** Has a record of a name that the shop has, too. */
    @Contract("clash")
    public interface Clash {
        @RequestResponse(idempotent = true)
        Order findOrder(Order query);

        record Order(String id) {}
    }

    /** Goes to many, and cannot be called. */
    @Contract("shop-news")
    public interface News {
        @PublishSubscribe
        void opened(Opened event);

        record Opened(String by) {}
    }

    private static LockFile lock(ContractModel... contracts) {
        return LockFile.empty().extendedBy(LockTool.records(List.of(contracts)));
    }

    @Test
    void a_contract_is_a_package_with_a_service_and_its_messages() {
        assertThat(ProtoWriter.write(SHOP, ProtobufNumbers.of(lock(SHOP)))).isEqualTo("""
            syntax = "proto3";

            package corner_shop;

            import "google/protobuf/empty.proto";
            import "google/protobuf/timestamp.proto";

            service CornerShop {
              rpc Ask(stream .corner_shop.FindOrder) returns (stream .corner_shop.Order);
              rpc Deliver(stream .corner_shop.Order) returns (.corner_shop.Offer);
              rpc FindOrder(.corner_shop.FindOrder) returns (.corner_shop.Order);
              rpc Remind(.corner_shop.Order) returns (google.protobuf.Empty);
              rpc Watch(.corner_shop.FindOrder) returns (stream .corner_shop.Order);
            }

            message Cash {
            }

            message CreditCard {
              optional string number = 1;
              optional State state = 2;
            }

            message FindOrder {
              optional string order_id = 1;
            }

            message Line {
              optional string dish = 1;
              int32 quantity = 2;
              optional Size size = 3;
            }

            message ListOfString {
              repeated string values = 1;
            }

            message Missing {
              optional string order_id = 1;
            }

            message Offer {
              int64 cents = 1;
            }

            message Order {
              optional string order_id = 1;
              repeated Line lines = 2;
              map<string, Line> by_name = 3;
              optional string note = 4;
              Payment payment = 5;
              google.protobuf.Timestamp at = 6;
              repeated ListOfString rows = 7;
            }

            message Payment {
              oneof which {
                Cash cash = 1;
                CreditCard credit_card = 2;
              }
            }

            enum Size {
              SIZE_UNSPECIFIED = 0;
              SIZE_SMALL = 1;
              SIZE_LARGE = 2;
            }

            enum State {
              STATE_OPEN = 0;
              STATE_CLOSED = 4;
            }
            """);
    }

    @Test
    void what_goes_to_many_is_a_message_and_no_method_that_nobody_would_serve() {
        ContractModel news = ContractModel.of(News.class);
        assertThat(ProtoWriter.write(news, ProtobufNumbers.of(lock(news)))).isEqualTo("""
            syntax = "proto3";

            package shop_news;

            message Opened {
              optional string by = 1;
            }
            """);
    }

    @Test
    void protoc_takes_it(@TempDir Path directory) throws IOException, InterruptedException {
        FileDescriptor document = Protoc.compile(
                directory, ProtoWriter.write("acme.shop.v1", List.of(SHOP, DEPOT), ProtobufNumbers.of(lock(SHOP))));
        assertThat(document.findServiceByName("CornerShop").getMethods()).hasSize(5);
        assertThat(document.findServiceByName("Depot").getMethods()).hasSize(1);
        assertThat(document.getPackage()).isEqualTo("acme.shop.v1");
    }

    @Test
    void names_are_those_that_methods_are_called_by(@TempDir Path directory) throws IOException, InterruptedException {
        ServiceDescriptor service = Protoc.compile(directory, ProtoWriter.write(SHOP, ProtobufNumbers.of(lock(SHOP))))
                .getServices()
                .getFirst();
        assertThat(service.getMethods().stream().map(method -> "/" + service.getFullName() + "/" + method.getName()))
                .containsExactlyElementsOf(SHOP.operations().stream()
                        .filter(operation -> !operation.style().oneToMany())
                        .map(operation -> operation.rpc().path())
                        .toList());
    }

    @Test
    void the_order_of_contracts_does_not_matter() {
        ProtobufNumbers numbers = ProtobufNumbers.of(lock(SHOP));
        assertThat(ProtoWriter.write("p", List.of(SHOP, DEPOT), numbers))
                .isEqualTo(ProtoWriter.write("p", List.of(DEPOT, SHOP), numbers));
    }

    @Test
    void what_is_gone_is_reserved(@TempDir Path directory) throws IOException, InterruptedException {
        String type = Shop.class.getName();
        LockFile former = LockFile.parse(
                "test",
                type + "$Offer.oldPrice = 1\n" + type + "$Offer.cents = 5\nreserved " + type + "$Offer.cents = 3\n"
                        + type + "$Payment.Cheque = 9\n" + type + "$Size.HUGE = 7\n");
        LockFile lock = former.extendedBy(LockTool.records(List.of(SHOP)));
        String text = ProtoWriter.write(SHOP, ProtobufNumbers.of(lock));
        assertThat(text).contains("""
            message Offer {
              reserved 1, 3;
              reserved "old_price";
              int64 cents = 5;
            }
            """, """
            message Payment {
              reserved 9;
              reserved "cheque";
              oneof which {
                Cash cash = 10;
            """, """
            enum Size {
              reserved 7;
              reserved "SIZE_HUGE";
              SIZE_UNSPECIFIED = 0;
              SIZE_SMALL = 8;
            """);
        assertThat(Protoc.compile(directory, text).findMessageTypeByName("Offer"))
                .isNotNull();
    }

    @Test
    void two_records_of_one_name_are_refused() {
        ContractModel clash = ContractModel.of(Clash.class);
        assertThatThrownBy(() -> ProtoWriter.write("p", List.of(SHOP, clash), ProtobufNumbers.of(lock(SHOP, clash))))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("named Order in Protocol Buffers, as is")
                .hasMessageContaining("mend: rename one");
    }
}
