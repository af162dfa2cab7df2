package io.github.kycsharing.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ExchangeAnswerTest {
    @Test
    void givesTheFieldsOfTheFirstShape() {
        ExchangeAnswer answer = answer(
                Map.of("code", "000002", "message", "m", "messageDetail", "d", "data", List.of(1), "success", false));

        assertThat(answer.message()).contains("m");
        assertThat(answer.messageDetail()).contains("d");
        assertThat(answer.data()).contains(List.of(1));
        assertThat(answer.errorData()).isEmpty();
    }

    @Test
    void givesTheFieldsOfTheSecondShape() {
        ExchangeAnswer answer = answer(Map.of("errorData", "signature mismatch", "code", "10040080"));

        assertThat(answer.errorData()).contains("signature mismatch");
        assertThat(answer.message()).isEmpty();
        assertThat(answer.messageDetail()).isEmpty();
        assertThat(answer.data()).isEmpty();
    }

    @Test
    void aNullFieldIsKeptAndReadsAsAbsent() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("message", null);
        fields.put("data", null);

        assertThat(answer(fields).message()).isEmpty();
        assertThat(answer(fields).data()).isEmpty();
        assertThat(answer(fields).fields()).containsEntry("message", null).hasSize(2);
    }

    @Test
    void whatIsNoTextIsNoMessageButStillAField() {
        ExchangeAnswer answer = answer(Map.of("message", Map.of("en", "no"), "errorData", 7));

        assertThat(answer.message()).isEmpty();
        assertThat(answer.errorData()).isEmpty();
        assertThat(answer.fields()).containsEntry("errorData", 7).containsKey("message");
    }

    @Test
    void fieldsCannotBeChangedAtAnyDepth() {
        Map<String, Object> inner = new HashMap<>(Map.of("a", 1));
        List<Object> list = new ArrayList<>(List.of(inner));
        Map<String, Object> fields = new HashMap<>(Map.of("data", list));
        ExchangeAnswer answer = answer(fields);

        fields.put("code", "1");
        list.add(2);
        inner.put("b", 2);

        assertThat(answer.fields()).isEqualTo(Map.of("data", List.of(Map.of("a", 1))));
        assertThatThrownBy(() -> answer.fields().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        @SuppressWarnings("unchecked") // made above
        List<Map<String, Object>> data =
                (List<Map<String, Object>>) answer.data().orElseThrow();
        assertThatThrownBy(() -> data.add(Map.of())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> data.get(0).put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void answersAreEqualByValue() {
        assertThat(answer(Map.of("data", List.of(1)))).isEqualTo(answer(Map.of("data", List.of(1))));
        assertThat(answer(Map.of("data", List.of(1)))).isNotEqualTo(answer(Map.of("data", List.of(2))));
    }

    @Test
    void toStringNeverRepeatsTheExchangesWords() {
        ExchangeAnswer answer = new ExchangeAnswer(
                500,
                new ExchangeCode("MARKER Ivan"),
                Map.of(
                        "message",
                        "MARKER",
                        "messageDetail",
                        "MARKER",
                        "data",
                        "MARKER",
                        "errorData",
                        "MARKER",
                        "MARKER",
                        1));

        assertThat(answer).hasToString("ExchangeAnswer[httpStatus=500, code=(11 characters) UNDOCUMENTED, 5 fields]");
    }

    private static ExchangeAnswer answer(Map<String, Object> fields) {
        return new ExchangeAnswer(200, new ExchangeCode("000002"), fields);
    }
}
