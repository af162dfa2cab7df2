package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.internal.json.JsonObjects;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.PreparedRequest;
import java.util.Map;

/** The bytes of one request, with the identifiers that are part of them. */
final class RequestBytes implements PreparedRequest {
    private final String requestNo;
    private final String bizEntityKey;
    private final CustomerIds customer;
    private final byte[] bytes;

    private RequestBytes(String requestNo, String bizEntityKey, CustomerIds customer, byte[] bytes) {
        this.requestNo = requestNo;
        this.bizEntityKey = bizEntityKey;
        this.customer = customer;
        this.bytes = bytes;
    }

    /** Creates a request from the bytes of a valid record, which no other code has. */
    static RequestBytes serialised(String requestNo, String bizEntityKey, CustomerIds customer, byte[] bytes) {
        return new RequestBytes(requestNo, bizEntityKey, customer, bytes);
    }

    /**
     * Creates a request from stored bytes.
     *
     * @throws IllegalArgumentException if the bytes are no request, or have other identifiers; it names the field without values
     */
    static RequestBytes restored(String requestNo, String bizEntityKey, CustomerIds customer, byte[] bytes) {
        byte[] copy = bytes.clone();
        Map<?, ?> request = JsonObjects.readStored(copy)
                .orElseThrow(() -> new IllegalArgumentException("The bytes are not a request: not one JSON object"));
        requireSame("requestNo", requestNo, request, "requestNo");
        requireSame("bizEntityKey", bizEntityKey, request, "bizEntityKey");
        Map<?, ?> user = object(object(request, "kycInfo"), "userInfo");
        requireSame("kycInfo.userInfo.bizEntityKey", bizEntityKey, user, "bizEntityKey");
        requireSame("kycInfo.userInfo.entityCustomerId", customer.entityCustomerId(), user, "entityCustomerId");
        requireSame(
                "kycInfo.userInfo.brokerMainAccountId", customer.brokerMainAccountId(), user, "brokerMainAccountId");
        requireSame("kycInfo.userInfo.brokerSubAccountId", customer.brokerSubAccountId(), user, "brokerSubAccountId");
        return new RequestBytes(requestNo, bizEntityKey, customer, copy);
    }

    private static Map<?, ?> object(Map<?, ?> parent, String field) {
        return parent.get(field) instanceof Map<?, ?> child ? child : Map.of();
    }

    private static void requireSame(String path, String expected, Map<?, ?> object, String field) {
        if (!expected.equals(object.get(field))) {
            throw new IllegalArgumentException("The bytes are of another request: another " + path);
        }
    }

    @Override
    public String requestNo() {
        return requestNo;
    }

    @Override
    public String bizEntityKey() {
        return bizEntityKey;
    }

    @Override
    public CustomerIds customer() {
        return customer;
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes themselves, which must not be changed. */
    byte[] body() {
        return bytes;
    }

    @Override
    public String toString() {
        return "PreparedRequest[requestNo=" + requestNo + ", " + bytes.length + " bytes]";
    }
}
