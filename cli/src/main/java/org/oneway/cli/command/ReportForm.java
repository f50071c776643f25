// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a report is written as. */
enum ReportForm {
  HTML,
  JSON,
  CSV;

  /** Reads {@code html}. */
  static final class Word implements ITypeConverter<ReportForm> {
    @Override
    public ReportForm convert(String value) {
      return Arrays.stream(values())
          .filter(form -> form.name().equals(value.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("write html, json or csv"));
    }
  }
}
