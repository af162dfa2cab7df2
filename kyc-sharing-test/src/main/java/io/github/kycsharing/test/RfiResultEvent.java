package io.github.kycsharing.test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The event {@code USER-RFI-SUBMIT-RESULT}. */
record RfiResultEvent(RfiResult result, String notifyUrl) implements ExchangeEvent {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Customers.Key customer() {
        return result.customer();
    }

    @Override
    public byte[] body() {
        RfiSubmission submission = result.submission();
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("recordId", result.recordId());
        event.put("requestNo", submission.requestNo());
        event.put("result", submission.result().name());
        event.put("failReason", submission.failReason().orElse(null));

        Map<String, Object> body = new LinkedHashMap<>();
        body.put("bizEntityKey", customer().bizEntityKey());
        body.put("entityCustomerId", customer().entityCustomerId());
        body.put("kycType", "USER");
        body.put("eventType", "USER-RFI-SUBMIT-RESULT");
        body.put("eventVo", event);
        return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    }
}
