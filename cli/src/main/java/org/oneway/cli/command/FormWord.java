// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import org.oneway.cli.config.Likeness;
import org.oneway.cli.convert.Form;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code vcard4}. */
final class FormWord implements ITypeConverter<Form> {
  @Override
  public Form convert(String value) {
    return Form.ofWord(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no form \"" + value + "\". " + Likeness.advice(value, Form.words())));
  }
}
