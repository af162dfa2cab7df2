package io.github.kycsharing.benchmarks;

import io.github.kycsharing.KycJson;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The baseline: posts prepared bytes and reads the response without parsing it. */
final class RawOkHttp implements Caller {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http;
    private final HttpUrl url;
    private final byte[] body;
    private final String signature;

    RawOkHttp(Target target, int bytes) {
        this.http = target.okHttp();
        this.url = HttpUrl.get(target.url());
        this.body = KycJson.write(SyntheticRecords.request(bytes));
        this.signature = HandSigner.sign(body);
    }

    @Override
    public void call() throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header(Target.SIGNATURE, signature)
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (response.body().bytes().length == 0) {
                throw new IOException("The benchmark server did not respond");
            }
        }
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
