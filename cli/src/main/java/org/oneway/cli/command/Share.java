// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import org.oneway.cli.config.ConfigReader;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 20%}. */
final class Share implements ITypeConverter<Double> {
  @Override
  public Double convert(String value) {
    return ConfigReader.share(value)
        .orElseThrow(() -> new TypeConversionException("write it as 20%, from 0% to 100%"));
  }
}
