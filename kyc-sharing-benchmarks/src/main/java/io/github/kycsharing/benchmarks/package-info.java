/** Benchmarks of the client against raw OkHttp and against other HTTP clients. */
@NullMarked
package io.github.kycsharing.benchmarks;

import org.jspecify.annotations.NullMarked;
