/** Where the exchange's answer is read, in either of its documented shapes. */
@NullMarked
package io.github.kycsharing.answer;

import org.jspecify.annotations.NullMarked;
