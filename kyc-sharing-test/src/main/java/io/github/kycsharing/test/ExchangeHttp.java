package io.github.kycsharing.test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.net.URI;
import java.util.Arrays;

/** The exchange's endpoints on WireMock. Its journal and log are off, because requests are personal data. */
final class ExchangeHttp {
    private static final String NAME = "kyc-exchange";
    /** Each stalled response occupies a thread. */
    private static final int THREADS = 300;

    private ExchangeHttp() {}

    static WireMockServer start(String bindAddress, int port, Exchange exchange) {
        WireMockConfiguration configuration = options()
                .bindAddress(bindAddress)
                .containerThreads(THREADS)
                .disableRequestJournal()
                .gzipDisabled(true)
                .notifier(new Silence())
                .extensions(new Endpoint(exchange));
        WireMockServer server = new WireMockServer(port == 0 ? configuration.dynamicPort() : configuration.port(port));
        for (Call call : Call.values()) {
            server.stubFor(
                    post(urlPathEqualTo(call.path())).willReturn(aResponse().withTransformers(NAME)));
        }
        // WireMock's own response to an unknown path would repeat the request.
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
        server.start();
        return server;
    }

    private record Endpoint(Exchange exchange) implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            String path = URI.create(request.getUrl()).getPath();
            Call call = Arrays.stream(Call.values())
                    .filter(known -> known.path().equals(path))
                    .findFirst()
                    .orElseThrow();
            return exchange.handle(call, request.getBody(), request.getHeader(BodySignature.HEADER));
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public String getName() {
            return NAME;
        }
    }

    private static final class Silence implements Notifier {
        @Override
        public void info(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Throwable t) {}
    }
}
