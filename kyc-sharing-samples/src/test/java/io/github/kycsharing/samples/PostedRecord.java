package io.github.kycsharing.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Posts records to the broker's application. */
final class PostedRecord {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private PostedRecord() {}

    /** A record of a customer, without bizEntityKey and notifyUrl. */
    static KycInfo of(String entityCustomerId) {
        return of(entityCustomerId, ExampleRecords.standard());
    }

    static KycInfo of(String entityCustomerId, KycInfo record) {
        UserInfo user = Objects.requireNonNull(record.userInfo());
        return record.toBuilder()
                .userInfo(user.toBuilder()
                        .entityCustomerId(entityCustomerId)
                        .brokerSubAccountId(entityCustomerId.replaceAll("\\D", "") + "77")
                        .notifyUrl(null)
                        .build())
                .build();
    }

    static String text(KycInfo record) {
        return JSON.writeValueAsString(record);
    }

    static HttpResponse<String> post(int port, KycInfo record) {
        return post(port, JSON.writeValueAsString(record));
    }

    static HttpResponse<String> post(int port, String body) {
        return post(port, "/kyc", body);
    }

    static HttpResponse<String> postTo(int port, String client, KycInfo record) {
        return post(port, "/kyc/" + client, JSON.writeValueAsString(record));
    }

    /** Posts a record for durable submission. */
    static HttpResponse<String> submit(int port, KycInfo record) {
        return post(port, "/kyc/submissions", JSON.writeValueAsString(record));
    }

    static HttpResponse<String> submit(int port, String requestNo, KycInfo record) {
        ObjectNode numbered = JSON.valueToTree(record);
        return post(port, "/kyc/submissions", JSON.writeValueAsString(numbered.put("requestNo", requestNo)));
    }

    static HttpResponse<String> submitTo(int port, String client, KycInfo record) {
        return post(port, "/kyc/" + client + "/submissions", JSON.writeValueAsString(record));
    }

    static HttpResponse<String> post(int port, String path, String body) {
        return send(request(port, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> get(int port, String path) {
        return send(request(port, path));
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
