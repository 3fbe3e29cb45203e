/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.finalizers.architecture;

import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the public surface: what applications may compile against is a file that is
 * read when it changes.
 */
class PublicSurfaceTests {

	private static final String FILE = "public-surface.txt";

	@Test
	void surfaceShouldBeTheCommittedOne() throws IOException {
		String surface = OwnClasses.ALL.stream()
			.map(JavaClass::reflect)
			.filter(PublicSurfaceTests::isPublic)
			.sorted(Comparator.comparing(Class::getName))
			.flatMap(PublicSurfaceTests::describe)
			.collect(Collectors.joining("\n", "", "\n"));
		Path actual = Path.of("target", FILE);
		Files.writeString(actual, surface);
		assertThat(surface)
			.as("The public surface has changed. If that is meant, copy %s to src/test/resources/%s and commit it.",
					actual, FILE)
			.isEqualTo(new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8));
	}

	private static boolean isPublic(Class<?> type) {
		boolean isPublic = Modifier.isPublic(type.getModifiers()) && !type.isSynthetic();
		return isPublic && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
	}

	private static Stream<String> describe(Class<?> type) {
		String supertypes = Stream
			.concat(Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
			.map((supertype) -> supertype.getTypeName())
			.filter((name) -> !name.equals("java.lang.Object"))
			.collect(Collectors.joining(", ", " : ", ""));
		List<String> members = Stream
			.of(members(type.getDeclaredFields(), (field) -> field.toGenericString()),
					members(type.getDeclaredConstructors(), (constructor) -> constructor.toGenericString()),
					members(type.getDeclaredMethods(), (method) -> method.toGenericString()))
			.flatMap(Function.identity())
			.map((member) -> member.replace(type.getName() + ".", "").replace("java.lang.", ""))
			.sorted()
			.toList();
		return Stream.concat(Stream.of(type.toGenericString() + ((supertypes.length() > 3) ? supertypes : "")),
				members.stream());
	}

	private static <M extends Member> Stream<String> members(M[] members, Function<M, String> description) {
		return Arrays.stream(members)
			.filter((member) -> !member.isSynthetic())
			.filter((member) -> Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()))
			.map((member) -> "\t" + description.apply(member));
	}

}
