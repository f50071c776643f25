// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import org.oneway.cli.config.Size;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a {@link Size}. */
final class SizeWord implements ITypeConverter<Long> {
  @Override
  public Long convert(String written) {
    return Size.read(written)
        .orElseThrow(
            () -> new TypeConversionException("a size is a number with K, M, G or T, as 100M"));
  }
}
