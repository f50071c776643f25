// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.oneway.cli.secret.SecretPlace.Command;
import org.oneway.cli.secret.SecretPlace.InFile;
import org.oneway.cli.secret.SecretPlace.Variable;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.engine.store.Secret;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreException.InputRefused;
import org.oneway.engine.store.StoreException.SignInFailed;

/** Fetches secrets. No message of it holds any part of one, nor what a program was given. */
public final class SecretReader {
  private final Surroundings surroundings;
  private final Path directory;
  private final boolean mayAsk;
  private final Function<String, Optional<char[]>> question;

  /**
   * A reader.
   *
   * @param directory where commands are called
   * @param mayAsk whether a person is there who may be asked
   * @param question asks a person, and answers what was typed unseen; empty where nothing was
   */
  public SecretReader(
      Surroundings surroundings,
      Path directory,
      boolean mayAsk,
      Function<String, Optional<char[]>> question) {
    this.surroundings = surroundings;
    this.directory = directory;
    this.mayAsk = mayAsk;
    this.question = question;
  }

  /**
   * Fetches the secret.
   *
   * @param subject what it is, as a message says: {@code password of store "phone"}
   * @param key as the configuration has it: {@code password}
   * @throws InputRefused if what is configured is not so
   * @throws SignInFailed if a command or a person did not give it
   */
  Secret read(String subject, String key, SecretPlace place) throws StoreException {
    Reading reading = new Reading(subject, key);
    return place
        .<Attempt>match(
            command -> () -> reading.ofCommand(command),
            variable -> () -> reading.ofVariable(variable),
            file -> () -> reading.ofFile(file),
            prompt -> reading::ofPrompt)
        .read();
  }

  private interface Attempt {
    Secret read() throws StoreException;
  }

  private final class Reading {
    private final String subject;
    private final String key;

    private Reading(String subject, String key) {
      this.subject = subject;
      this.key = key;
    }

    private Secret ofCommand(Command command) throws StoreException {
      List<String> arguments = new ArrayList<>(command.arguments());
      if (arguments.get(0).startsWith("~/")) {
        arguments.set(0, surroundings.path(arguments.get(0)).toString());
      }
      String who = "The command \"" + command.program() + "\" for the " + subject + " ";
      try {
        byte[] output = new SecretCommand(arguments, directory, mayAsk).output(command.limit());
        return FirstLine.of(shortOrEmpty(output))
            .orElseThrow(() -> new SignInFailed(who + "printed no usable first line", byHand()));
      } catch (CharacterCodingException e) {
        throw new SignInFailed(who + "printed what is no UTF-8 text", byHand());
      } catch (SecretCommand.Failed e) {
        throw new SignInFailed(who + e.getMessage(), byHand());
      }
    }

    private String byHand() {
      return "Call it yourself to see what it says; it stands in "
          + key
          + ".command, and "
          + key
          + ".command-timeout gives it longer (usually "
          + Command.USUAL_LIMIT.toSeconds()
          + " s)";
    }

    private Secret ofVariable(Variable variable) throws StoreException {
      String value = surroundings.environment().getOrDefault(variable.name(), "");
      return FirstLine.secret(value.toCharArray())
          .orElseThrow(
              () ->
                  new InputRefused(
                      "The variable " + variable.name() + " for the " + subject + " is not set",
                      "Set it where oneway is called:  export " + variable.name() + "=…"));
    }

    private Secret ofFile(InFile place) throws StoreException {
      Path file = place.path();
      Optional<String> trouble = SecretFile.trouble(file);
      if (trouble.isPresent()) {
        throw new InputRefused(
            "The file " + file + " for the " + subject + " " + trouble.get(),
            SecretFile.remedy(file));
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = shortOrEmpty(in.readNBytes(FirstLine.LONGEST + 1));
        return FirstLine.of(bytes)
            .orElseThrow(
                () ->
                    new InputRefused(
                        "The file " + file + " for the " + subject + " has no usable first line",
                        "Write it there, alone on the first line"));
      } catch (CharacterCodingException e) {
        throw new InputRefused(
            "The file " + file + " for the " + subject + " is no UTF-8 text",
            "Write it there, alone on the first line");
      } catch (IOException e) {
        throw new InputRefused(
            "The file " + file + " for the " + subject + " cannot be read",
            "Make it yours to read:  chmod 600 " + file);
      }
    }

    private Secret ofPrompt() throws StoreException {
      if (!mayAsk) {
        throw new InputRefused(
            "The " + subject + " is to be asked for, and nobody can be asked here",
            "Call oneway at a terminal, without --no-input and --json, or let it come from "
                + key
                + ".command, "
                + key
                + ".env or "
                + key
                + ".file");
      }
      return question
          .apply(Character.toUpperCase(subject.charAt(0)) + subject.substring(1) + ":")
          .flatMap(FirstLine::secret)
          .orElseThrow(
              () ->
                  new SignInFailed(
                      "The " + subject + " was not given", "Call it again to be asked"));
    }
  }

  /** What is longer than any secret is none. */
  private static byte[] shortOrEmpty(byte[] bytes) {
    return bytes.length > FirstLine.LONGEST ? new byte[0] : bytes;
  }
}
