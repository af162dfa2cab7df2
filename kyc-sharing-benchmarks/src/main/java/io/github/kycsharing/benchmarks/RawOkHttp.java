package io.github.kycsharing.benchmarks;

import io.github.kycsharing.KycJson;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
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
        read(http.newCall(request()).execute());
    }

    @Override
    public CompletableFuture<?> callAsync() {
        CompletableFuture<Call> future = new CompletableFuture<>();
        http.newCall(request()).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) throws IOException {
                try {
                    read(response);
                    future.complete(call);
                } catch (IOException e) {
                    future.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                future.completeExceptionally(failure);
            }
        });
        return future;
    }

    private Request request() {
        return new Request.Builder()
                .url(url)
                .header(Target.SIGNATURE, signature)
                .post(RequestBody.create(body, JSON))
                .build();
    }

    private static void read(Response response) throws IOException {
        try (response) {
            if (response.body().bytes().length == 0) {
                throw new IOException("The benchmark server did not respond");
            }
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
