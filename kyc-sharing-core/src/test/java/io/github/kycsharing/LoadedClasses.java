package io.github.kycsharing;

import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.wire.LoopbackTls;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes calls with plenty of time before the tests of a class. The first call in a process loads classes, which can take longer
 * than the short timeouts of tests: without it the class that comes first would fail on a busy machine.
 */
final class LoadedClasses implements BeforeAllCallback {
    private static final Duration PLENTY = Duration.ofSeconds(50);
    private static boolean loaded;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        synchronized (LoadedClasses.class) {
            if (!loaded) {
                load();
                loaded = true;
            }
        }
    }

    private static void load() throws IOException {
        LoopbackTls tls = LoopbackTls.create();
        try (ScriptedServer plain = ScriptedServer.following(ServerActions.accept());
                ScriptedServer overTls = ScriptedServer.following(tls.over(ServerActions.accept()));
                KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
                        .start()) {
            call(plain.baseUrl(), tls);
            call("https://127.0.0.1:" + overTls.port(), tls);
            call(exchange.baseUrl(), tls);
        }
    }

    private static void call(String baseUrl, LoopbackTls tls) {
        try (KycSharingClient client = TestClients.standard(baseUrl)
                .tls(tls.context(), tls.trustManager())
                .connectTimeout(PLENTY)
                .writeTimeout(PLENTY)
                .readTimeout(PLENTY)
                .delivery(DeliveryOptions.builder().totalTimeout(PLENTY).build())
                .build()) {
            client.shareAsync(TestRecords.standard("1")).join();
            client.checkStatus(KycStatusQuery.of(TestRecords.userInfo("1")));
        }
    }
}
