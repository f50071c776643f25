// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the user called us, so that the commands that we suggest work when they are copied.
 *
 * @param config the configuration as the user wrote it; empty where it is the default one
 */
public record Invocation(Optional<String> config) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./=:%+,~@-]+");

  /** The command line with these words and, where needed, {@code --config}. */
  public String command(String... words) {
    Stream<String> withConfig =
        config.map(file -> Stream.of("--config", file)).orElseGet(Stream::empty);
    return "oneway "
        + Stream.concat(Arrays.stream(words), withConfig)
            .map(Invocation::quoted)
            .collect(Collectors.joining(" "));
  }

  /** The command line of another program with these words. */
  public static String words(String... words) {
    return Arrays.stream(words).map(Invocation::quoted).collect(Collectors.joining(" "));
  }

  /** As a POSIX shell needs it. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
