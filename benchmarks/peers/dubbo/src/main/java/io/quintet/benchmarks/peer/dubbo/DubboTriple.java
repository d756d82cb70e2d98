package io.quintet.benchmarks.peer.dubbo;

import io.quintet.benchmarks.calls.CallTechnology;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/**
 * Triple between two processes that know each other's address; without registry, metadata and console.
 *
 * @param <S> the service's interface
 */
abstract class DubboTriple<S> implements CallTechnology {
    private final Class<S> type;
    private final S desk;

    DubboTriple(Class<S> type, S desk) {
        this.type = type;
        this.desk = desk;
    }

    /** What the caller does with the service. */
    abstract Caller caller(S orders, AutoCloseable closing);

    private static DubboBootstrap bootstrap() {
        ApplicationConfig application = new ApplicationConfig("orders");
        application.setQosEnable(false);
        return DubboBootstrap.newInstance()
                .application(application)
                .registry(new RegistryConfig(RegistryConfig.NO_AVAILABLE));
    }

    @Override
    public AutoCloseable serve(int port) {
        ProtocolConfig protocol =
                new ProtocolConfig("tri", port); // at all addresses, for it refuses to bind to loopback
        ServiceConfig<S> service = new ServiceConfig<>();
        service.setInterface(type);
        service.setRef(desk);
        DubboBootstrap bootstrap =
                bootstrap().protocol(protocol).service(service).start();
        return bootstrap::stop;
    }

    @Override
    public Caller caller(int port) {
        ReferenceConfig<S> reference = new ReferenceConfig<>();
        reference.setInterface(type);
        reference.setUrl("tri://" + HOST + ":" + port);
        reference.setTimeout((int) TIMEOUT.toMillis());
        reference.setRetries(0);
        DubboBootstrap bootstrap = bootstrap().reference(reference).start();
        return caller(reference.get(), bootstrap::stop);
    }
}
