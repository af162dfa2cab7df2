package io.github.kycsharing.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A broker with an HTTP client and signature code of its own. */
final class Broker {
    static final String STANDARD_KEY = "STANDARD_BROKER";
    static final String STANDARD_SECRET = "standard-secret-1";
    static final String KZ_KEY = "KZ_BROKER";
    static final String KZ_SECRET = "密钥-ключ";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI endpoint;
    private final URI statusEndpoint;

    Broker(String baseUrl) {
        endpoint = URI.create(baseUrl + "/bapi/ekyc/v2/public/ekyc/customer/share-kyc-data");
        statusEndpoint = URI.create(baseUrl + "/bapi/ekyc/v2/public/ekyc/customer/check-kyc-status");
    }

    static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> post(RecordBody record) {
        return post(record.toString());
    }

    HttpResponse<byte[]> post(String body) {
        String secret = body.contains(KZ_KEY) ? KZ_SECRET : STANDARD_SECRET;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(bytes, sign(secret, bytes));
    }

    /** Queries the status of a customer of the standard entity. */
    JsonNode status(String customer) {
        return json(query("{\"bizEntityKey\":\"" + STANDARD_KEY + "\",\"entityCustomerId\":\"" + customer
                + "\",\"kycType\":\"USER\",\"brokerMainAccountId\":\"1\",\"brokerSubAccountId\":\"2\"}"));
    }

    /** Makes a call of the standard entity; the key is added to the body. */
    JsonNode call(String name, String json) {
        return json(postTo(name, withKey(json)));
    }

    static String withKey(String json) {
        ObjectNode body = (ObjectNode) new JsonMapper().readTree(json);
        return body.put("bizEntityKey", STANDARD_KEY).toString();
    }

    HttpResponse<byte[]> postTo(String name, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String secret = body.contains(KZ_KEY) ? KZ_SECRET : STANDARD_SECRET;
        return postTo(name, bytes, sign(secret, bytes));
    }

    HttpResponse<byte[]> postTo(String name, byte[] body, String signature) {
        return send(request(endpoint.resolve(name), body, signature));
    }

    HttpResponse<byte[]> query(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return query(bytes, sign(STANDARD_SECRET, bytes));
    }

    HttpResponse<byte[]> query(byte[] body, String signature) {
        return send(request(statusEndpoint, body, signature));
    }

    HttpResponse<byte[]> send(byte[] body, String signature) {
        return send(request(endpoint, body, signature));
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<byte[]>> postLater(RecordBody record) {
        byte[] bytes = record.toString().getBytes(StandardCharsets.UTF_8);
        return http.sendAsync(
                request(endpoint, bytes, sign(STANDARD_SECRET, bytes)), HttpResponse.BodyHandlers.ofByteArray());
    }

    String code(RecordBody record) {
        return code(post(record));
    }

    static String code(HttpResponse<byte[]> response) {
        return json(response).path("code").stringValue("");
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return new JsonMapper().readTree(response.body());
    }

    private static HttpRequest request(URI target, byte[] body, String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!signature.isEmpty()) {
            request.header("X-SHA2-Signature", signature);
        }
        return request.build();
    }
}
