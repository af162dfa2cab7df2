package io.github.kycsharing.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A valid request body whose fields a test can change. */
final class RecordBody {
    private static final JsonMapper JSON = new JsonMapper();
    private final ObjectNode root;

    private RecordBody(ObjectNode root) {
        this.root = root;
    }

    /** The specification's standard example with equal names, as the rules require. */
    static RecordBody standard(String requestNo) {
        return read("/kyc-sharing-examples/standard-broker-request.json")
                .set("bizEntityKey", Broker.STANDARD_KEY)
                .set("kycInfo.userInfo.bizEntityKey", Broker.STANDARD_KEY)
                .set("kycInfo.identityInfo.firstName", "AA")
                .set("kycInfo.identityInfo.lastName", "BB")
                .set("requestNo", requestNo);
    }

    /** The specification's KZ example. */
    static RecordBody kz(String requestNo) {
        return read("/kyc-sharing-examples/kz-partial-sharing-request.json")
                .set("bizEntityKey", Broker.KZ_KEY)
                .set("kycInfo.userInfo.bizEntityKey", Broker.KZ_KEY)
                .set("requestNo", requestNo);
    }

    /** A standard record of a customer with separate accounts. */
    static RecordBody of(String requestNo, String customer) {
        return standard(requestNo)
                .set("kycInfo.userInfo.entityCustomerId", customer)
                .set("kycInfo.userInfo.brokerSubAccountId", "SUB-" + customer);
    }

    RecordBody set(String path, String text) {
        return set(path, JSON.valueToTree(text));
    }

    RecordBody setJson(String path, String json) {
        return set(path, JSON.readTree(json));
    }

    private RecordBody set(String path, JsonNode value) {
        parent(path).set(path.substring(path.lastIndexOf('.') + 1), value);
        return this;
    }

    RecordBody remove(String path) {
        parent(path).remove(path.substring(path.lastIndexOf('.') + 1));
        return this;
    }

    private ObjectNode parent(String path) {
        JsonNode node = root;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            String name = names[i];
            node = name.matches("[0-9]+") ? node.get(Integer.parseInt(name)) : node.get(name);
        }
        return (ObjectNode) node;
    }

    private static RecordBody read(String resource) {
        try (InputStream in = RecordBody.class.getResourceAsStream(resource)) {
            return new RecordBody((ObjectNode) JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
