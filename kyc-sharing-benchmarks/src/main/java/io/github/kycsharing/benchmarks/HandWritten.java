package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.HandWrittenRecord.Request;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** A hand-written client: Jackson, Hibernate Validator with its standard constraints, a Mac, OkHttp. */
final class HandWritten implements Caller {
    private static final MediaType JSON = MediaType.get("application/json");

    private final Validator validator = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
    private final OkHttpClient http;
    private final HttpUrl url;
    private final Request template;

    HandWritten(Target target, int bytes) {
        this.http = target.okHttp();
        this.url = HttpUrl.get(target.url());
        this.template = Request.from(SyntheticRecords.request(bytes));
    }

    @Override
    public void call() throws IOException {
        Request request = new Request(template.bizEntityKey(), UUID.randomUUID().toString(), template.kycInfo());
        Set<ConstraintViolation<Request>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw new IOException("The record is invalid: " + violations);
        }
        byte[] body = CannedResponse.JSON.writeValueAsBytes(request);
        okhttp3.Request post = new okhttp3.Request.Builder()
                .url(url)
                .header(Target.SIGNATURE, HandSigner.sign(body))
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = http.newCall(post).execute()) {
            CannedResponse.requireSuccess(CannedResponse.read(response.body().bytes()));
        }
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
