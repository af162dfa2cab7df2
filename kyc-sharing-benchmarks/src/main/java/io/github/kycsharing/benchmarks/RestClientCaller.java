package io.github.kycsharing.benchmarks;

import io.github.kycsharing.model.ShareKycRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/** Spring's RestClient over OkHttp, without validation. Spring no longer has a request factory for OkHttp. */
final class RestClientCaller implements Caller {
    private final OkHttpClient http;
    private final RestClient client;
    private final ShareKycRequest request;

    RestClientCaller(Target target, int bytes) {
        this.http = target.okHttp();
        ClientHttpRequestFactory factory = (uri, method) -> new OverOkHttp(http, uri, method);
        this.client = RestClient.builder()
                .baseUrl(target.baseUrl())
                .requestFactory(factory)
                .build();
        this.request = SyntheticRecords.request(bytes);
    }

    @Override
    public void call() throws IOException {
        byte[] body = CannedResponse.JSON.writeValueAsBytes(request);
        CannedResponse.requireSuccess(client.post()
                .uri(Target.PATH)
                .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                .header(Target.SIGNATURE, HandSigner.sign(body))
                .body(body)
                .retrieve()
                .body(CannedResponse.class));
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }

    private static final class OverOkHttp extends AbstractClientHttpRequest {
        private final OkHttpClient http;
        private final URI uri;
        private final HttpMethod method;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(2048);

        OverOkHttp(OkHttpClient http, URI uri, HttpMethod method) {
            this.http = http;
            this.uri = uri;
            this.method = method;
        }

        @Override
        public HttpMethod getMethod() {
            return method;
        }

        @Override
        public URI getURI() {
            return uri;
        }

        @Override
        protected OutputStream getBodyInternal(HttpHeaders headers) {
            return body;
        }

        @Override
        protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
            org.springframework.http.MediaType type = headers.getContentType();
            Request.Builder request = new Request.Builder()
                    .url(uri.toString())
                    .method(
                            method.name(),
                            RequestBody.create(
                                    body.toByteArray(), type == null ? null : MediaType.get(type.toString())));
            headers.forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
            return new Received(http.newCall(request.build()).execute());
        }
    }

    private record Received(Response response) implements ClientHttpResponse {
        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(response.code());
        }

        @Override
        public String getStatusText() {
            return response.message();
        }

        @Override
        public InputStream getBody() {
            return response.body().byteStream();
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            response.headers().forEach(pair -> headers.add(pair.getFirst(), pair.getSecond()));
            return headers;
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
