package io.github.kycsharing.benchmarks;

import feign.Feign;
import feign.Headers;
import feign.RequestLine;
import io.github.kycsharing.model.ShareKycRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.OkHttpClient;

/** OpenFeign over OkHttp, without validation. */
final class FeignCaller implements Caller {
    /** The call as an OpenFeign interface. */
    interface Exchange {
        @RequestLine("POST " + Target.PATH)
        @Headers("Content-Type: application/json")
        CannedResponse share(ShareKycRequest request);
    }

    private final OkHttpClient http;
    private final Exchange exchange;
    private final ShareKycRequest request;

    FeignCaller(Target target, int bytes) {
        this.http = target.okHttp();
        this.exchange = Feign.builder()
                .client(new feign.okhttp.OkHttpClient(http))
                .encoder((value, type, template) -> {
                    byte[] body = CannedResponse.JSON.writeValueAsBytes(value);
                    template.header(Target.SIGNATURE, HandSigner.sign(body));
                    template.body(body, StandardCharsets.UTF_8);
                })
                .decoder((response, type) ->
                        CannedResponse.JSON.readValue(response.body().asInputStream(), CannedResponse.class))
                .target(Exchange.class, target.baseUrl());
        this.request = SyntheticRecords.request(bytes);
    }

    @Override
    public void call() throws IOException {
        CannedResponse.requireSuccess(exchange.share(request));
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
