package io.github.kycsharing.answer.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.answer.DocumentedCode;
import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.transport.TransportAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class AnswerReaderTest {
    private final AnswerReader reader = new AnswerReader();

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 401, 403, 404, 422, 429, 500, 502, 503, 504, 599})
    void readsTheFirstShapeWhateverTheHttpStatus(int status) throws IOException {
        ExchangeAnswer answer = answered(reader.read(answer(status, example())));

        assertThat(answer.httpStatus()).isEqualTo(status);
        assertThat(answer.code().isSuccess()).isTrue();
        assertThat(answer.fields().keySet()).containsExactly("code", "message", "messageDetail", "data", "success");
        assertThat(answer.message()).isEmpty();
        assertThat(answer.data()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 500})
    void readsTheSecondShapeWhateverTheHttpStatus(int status) {
        ExchangeAnswer answer =
                answered(reader.read(answer(status, "{\"errorData\":\"signature mismatch\",\"code\":\"10040080\"}")));

        assertThat(answer.httpStatus()).isEqualTo(status);
        assertThat(answer.code().documented()).contains(DocumentedCode.SIGN_MISMATCH);
        assertThat(answer.errorData()).contains("signature mismatch");
    }

    @Test
    void keepsUnknownFieldsAndCodes() {
        ExchangeAnswer answer = answered(read("""
                {"code":"77777777","traceId":"t-1","nested":{"a":[1,null,true,"x"]},"success":false}"""));

        assertThat(answer.code().value()).isEqualTo("77777777");
        assertThat(answer.code().documented()).isEmpty();
        assertThat(answer.fields()).containsEntry("traceId", "t-1");
        assertThat(answer.fields().get("nested")).isEqualTo(Map.of("a", Arrays.asList(1, null, true, "x")));
    }

    @Test
    void keepsBigNumbersExact() {
        ExchangeAnswer answer = answered(read("""
                        {"code":"000000","data":{"id":9007199254740993,"max":9223372036854775807,\
                        "huge":123456789012345678901234567890,"amount":0.1234567890123456789012345}}"""));

        assertThat(answer.data())
                .contains(Map.of(
                        "id",
                        9007199254740993L,
                        "max",
                        Long.MAX_VALUE,
                        "huge",
                        new BigInteger("123456789012345678901234567890"),
                        "amount",
                        new BigDecimal("0.1234567890123456789012345")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"000000\",\"success\":true}",
                "{\"code\":\"000000\"}",
                "{\"code\":\"000000\",\"success\":null}",
                "{\"code\":\"000002\",\"success\":false}",
                "{\"code\":\"000002\",\"success\":\"false\"}",
                "{\"code\":\"000002\",\"success\":0}",
                "{\"code\":\"000002\",\"success\":\"perhaps\"}",
                "{\"code\":\"000000\",\"success\":\"true\"}",
                "{\"code\":\"000000\",\"success\":\"TRUE\"}",
                "{\"code\":\"000000\",\"success\":1}",
                "{\"code\":\"1111111111111111111111111111111111111111111111111111111111111111\"}",
                " \r\n\t{\"code\":\"Some words\"} \n",
                "\ufeff{\"code\":\"000000\"}"
            })
    void readsWhatDoesNotContradictItself(String json) {
        assertThat(read(json)).isInstanceOf(Reading.Answered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>403 Forbidden MARKER</body></html>",
                "MARKER",
                " ",
                "{",
                "{\"code\":\"000000\"",
                "{\"code\":\"000000\",\"success\":tr",
                "{\"code\":\"000000\"}}",
                "{\"code\":\"000000\"} {\"code\":\"000002\"}",
                "{\"code\":\"000000\"}<!-- MARKER -->",
                "null",
                "true",
                "000000",
                "0",
                "\"000000\"",
                "[]",
                "[{\"code\":\"000000\"}]",
                "{\"code\":\"000000\",\"code\":\"000000\"}",
                "{\"code\":\"000002\",\"code\":\"000000\"}",
                "{\"code\":\"000000\",\"data\":{\"a\":1,\"a\":2}}",
                "{'code':'000000'}",
                "{code:\"000000\"}",
                "{\"code\":\"000000\",\"n\":NaN}",
                "{\"code\":\"000000\",}",
                "{\"code\":\"000000\",\"n\":1e99999999999}",
            })
    void whatIsNoJsonObjectIsUnreadable(String text) {
        assertThat(read(text)).isEqualTo(new Reading.Unreadable("an answer that is no JSON object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"code\":null}",
                "{\"code\":0}",
                "{\"code\":10040080}",
                "{\"code\":true}",
                "{\"code\":[\"000000\"]}",
                "{\"code\":{\"value\":\"000000\"}}",
                "{\"code\":\"\"}",
                "{\"code\":\" \"}",
                "{\"Code\":\"000000\"}",
                "{\"status\":403,\"error\":\"Forbidden\"}",
                "{\"data\":{\"code\":\"000000\"}}",
                "{\"code\":\"11111111111111111111111111111111111111111111111111111111111111111\"}"
            })
    void anObjectWithoutACodeIsUnreadable(String json) {
        assertThat(read(json)).isEqualTo(new Reading.Unreadable("a JSON answer without a code"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"000000\",\"success\":false}",
                "{\"code\":\"000000\",\"success\":\"false\"}",
                "{\"code\":\"000000\",\"success\":\" False \"}",
                "{\"code\":\"000000\",\"success\":0}",
                "{\"code\":\"000000\",\"success\":0.0}",
                "{\"code\":\"000000\",\"success\":\"0\"}",
                "{\"code\":\"000000\",\"success\":\"\"}",
                "{\"code\":\"000000\",\"success\":\"no\"}",
                "{\"code\":\"000000\",\"success\":2}",
                "{\"code\":\"000000\",\"success\":1e999999999}",
                "{\"code\":\"000000\",\"success\":[]}",
                "{\"code\":\"000000\",\"success\":{}}",
                "{\"code\":\"000002\",\"success\":\"true\"}",
                "{\"code\":\"000002\",\"success\":1}",
                "{\"code\":\"10040008\",\"success\":true}",
                "{\"success\":true,\"code\":\" 000000\"}"
            })
    void anAnswerThatContradictsItselfIsUnreadable(String json) {
        assertThat(read(json))
                .isEqualTo(new Reading.Unreadable("an answer whose code and success contradict each other"));
    }

    @Test
    void anEmptyAnswerIsUnreadable() {
        assertThat(read("")).isEqualTo(new Reading.Unreadable("an empty answer"));
    }

    @Test
    void anAnswerThatWasCutOffIsUnreadableEvenIfWhatIsThereReads() {
        byte[] body = "{\"code\":\"000000\"}".getBytes(UTF_8);

        assertThat(reader.read(new TransportAnswer(200, body, true, Optional.empty())))
                .isEqualTo(new Reading.Unreadable("an answer longer than the limit"));
    }

    @Test
    void everyBeginningOfAnAnswerIsUnreadable() throws IOException {
        byte[] whole = new String(example(), UTF_8).strip().getBytes(UTF_8);

        for (int length = 0; length < whole.length; length++) {
            assertThat(reader.read(answer(200, Arrays.copyOf(whole, length))))
                    .as("%d bytes", length)
                    .isInstanceOf(Reading.Unreadable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void deepNestingIsUnreadableAndOverflowsNothing(String open) {
        assertThat(read("{\"code\":\"000000\",\"data\":" + open.repeat(500_000)))
                .isEqualTo(new Reading.Unreadable("an answer that is no JSON object"));
    }

    @Test
    void nestingThatAnExchangeMightUseIsRead() {
        String nested = "[".repeat(25) + "]".repeat(25);

        assertThat(read("{\"code\":\"000000\",\"data\":" + nested + "}")).isInstanceOf(Reading.Answered.class);
    }

    @Test
    void anEndlessNumberIsUnreadable() {
        assertThat(read("{\"code\":\"000000\",\"n\":" + "9".repeat(100_000) + "}"))
                .isEqualTo(new Reading.Unreadable("an answer that is no JSON object"));
    }

    @Test
    void textInAnotherCharsetIsUnreadable() {
        String json = "{\"code\":\"000002\",\"message\":\"é Ж\"}";

        for (Charset charset : List.of(ISO_8859_1, Charset.forName("windows-1251"), Charset.forName("GB18030"))) {
            assertThat(reader.read(answer(200, json.getBytes(charset)))).isInstanceOf(Reading.Unreadable.class);
        }
        assertThat(answered(read(json)).message()).contains("é Ж");
    }

    @Test
    void gzipThatNobodyUnpackedIsUnreadable() {
        assertThat(reader.read(answer(200, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3})))
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void noReasonQuotesTheAnswer() {
        for (String text : List.of(
                "MARKER",
                "{\"MARKER\":1}",
                "{\"code\":\"000000\",\"success\":false,\"m\":\"MARKER\"}",
                "{\"code\":MARKER}")) {
            assertThat(read(text).toString()).doesNotContain("MARKER");
        }
        assertThat(read("{\"code\":\"1\",\"message\":\"MARKER\"}").toString()).doesNotContain("MARKER");
    }

    private Reading read(String body) {
        return reader.read(answer(200, body.getBytes(UTF_8)));
    }

    private static ExchangeAnswer answered(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Answered.class);
        return ((Reading.Answered) reading).answer();
    }

    private static TransportAnswer answer(int status, String body) {
        return answer(status, body.getBytes(UTF_8));
    }

    private static TransportAnswer answer(int status, byte[] body) {
        return new TransportAnswer(status, body, false, Optional.empty());
    }

    private static byte[] example() throws IOException {
        try (InputStream json = AnswerReaderTest.class.getResourceAsStream("/examples/success-response.json")) {
            return json.readAllBytes();
        }
    }
}
