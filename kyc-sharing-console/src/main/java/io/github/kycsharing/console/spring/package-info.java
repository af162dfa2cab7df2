/** Auto-configuration of the console. */
@NullMarked
package io.github.kycsharing.console.spring;

import org.jspecify.annotations.NullMarked;
