package io.github.kycsharing.test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer's status at the time of its change, and the URL to notify. */
record StatusChange(
        Customers.Key customer,
        String notifyUrl,
        ExchangeStatus status,
        Map<String, Object> statusInfo,
        @Nullable JsonNode basicInfo)
        implements ExchangeEvent {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> REFUSALS = Set.of("REFUSED", "DISABLE");

    /** The notification, in the form of the documented sample. */
    @Override
    public byte[] body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("bizEntityKey", customer.bizEntityKey());
        body.put("entityCustomerId", customer.entityCustomerId());
        body.put("kycType", "USER");
        body.put("eventType", "USER-STATUS");
        body.put("eventVo", eventVo());
        return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> eventVo() {
        Map<String, Object> info = new LinkedHashMap<>();
        // In the sample, a refused level has a rejected record.
        info.put("kycStatus", REFUSALS.contains(status.kycStatus()) ? "REJECT" : status.kycStatus());
        info.putAll(statusInfo);
        info.put("riskRateLevel", "MEDIUM");
        info.put("riskRateScore", 31);

        Map<String, Object> level = new LinkedHashMap<>(status.currentLevel());
        level.put("limit", Map.of("fiatCurrency", "USD", "withdrawFiatDailyLimit", 20_000));
        Map<String, Object> levels = new LinkedHashMap<>();
        levels.put("currentLevel", level);
        levels.put("kycPass", status.isPassed());
        levels.put("hasMultipleLevels", false);
        levels.put("passedLevels", status.isPassed() ? List.of(level) : List.of());

        Map<String, Object> event = new LinkedHashMap<>();
        event.put("statusInfo", info);
        event.put("levelInfo", levels);
        if (basicInfo != null && basicInfo.isObject()) {
            event.put("basicInfo", basicInfo);
        }
        return event;
    }
}
