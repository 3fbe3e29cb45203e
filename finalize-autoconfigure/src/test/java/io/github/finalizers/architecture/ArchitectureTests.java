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

import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the fences between the packages.
 */
class ArchitectureTests {

	private static final String ROOT = OwnClasses.ROOT;

	@Test
	void packagesShouldBeFreeOfCycles() {
		check(SlicesRuleDefinition.slices().matching("(io.github.finalizers..)").should().beFreeOfCycles());
	}

	@Test
	void apiAndEngineShouldSeeTheJdkAndJSpecifyAlone() {
		check(ArchRuleDefinition.classes()
			.that()
			.resideInAnyPackage(ROOT, ROOT + ".engine..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "jdk.jfr", "org.jspecify.annotations", ROOT, ROOT + ".engine.."));
	}

	@Test
	void flightRecorderShouldBeAskedInOnePlaceAsItMayBeMissing() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.haveSimpleNameNotEndingWith("Event")
			.and()
			.doNotHaveSimpleName("FlightRecording")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("jdk.jfr.."));
	}

	@Test
	void apiShouldNotSeeTheEngine() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ROOT)
			.should()
			.dependOnClassesThat()
			.resideOutsideOfPackages(ROOT, "java..", "org.jspecify.annotations"));
	}

	@Test
	void engineShouldBeOpenedByTheAutoConfigurationAndTheTestSupportAlone() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(ROOT + ".engine..", ROOT + ".autoconfigure..", ROOT + ".test..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".engine.."));
	}

	@Test
	void engineShouldHaveOnePublicDoor() {
		assertThat(OwnClasses.ALL.stream()
			.filter((type) -> type.getPackageName().startsWith(ROOT + ".engine"))
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)).containsExactly("FinalizerRegistryBuilder");
	}

	@Test
	void metersAndEndpointShouldSeeTheApiAndTheirLibraryAlone() {
		check(ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ROOT + ".metrics..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify.annotations", ROOT, ROOT + ".metrics..", "io.micrometer.."));
		check(ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ROOT + ".actuate..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify.annotations", ROOT, ROOT + ".actuate..",
					"org.springframework.boot.actuate.endpoint.."));
	}

	@Test
	void temporaryFilesShouldSeeTheApiAndTheJdkAlone() {
		check(ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ROOT + ".files..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify.annotations", ROOT, ROOT + ".files.."));
	}

	@Test
	void testSupportShouldSeeEachLibraryInOneClassAlone() {
		assertThat(classesOfTestSupportThatSee("org.assertj..")).containsExactly("FinalizerRegistryAssert");
		assertThat(classesOfTestSupportThatSee("org.junit..")).containsExactlyInAnyOrder("SpringTestRegistry",
				"UncalledFinalizersExtension");
		assertThat(classesOfTestSupportThatSee("org.springframework..")).containsExactly("SpringTestRegistry");
		check(ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ROOT + ".test..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify.annotations", ROOT, ROOT + ".engine..", ROOT + ".test..",
					"org.assertj..", "org.junit..", "org.springframework.."));
	}

	@Test
	void autoConfigurationsShouldBePublicFinalAndWithoutPublicMembers() {
		check(ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould(haveNoPublicMembers()));
	}

	@Test
	void onlyAutoConfigurationsAndCustomizersShouldBePublicBesideThem() {
		check(ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ROOT + ".autoconfigure..")
			.and(DescribedPredicate.not(DescribedPredicate.describe("are auto-configurations",
					(JavaClass type) -> type.isAnnotatedWith(AutoConfiguration.class))))
			.and()
			.haveSimpleNameNotEndingWith("Customizer")
			.should()
			.notBePublic());
	}

	private static Stream<String> classesOfTestSupportThatSee(String libraries) {
		return OwnClasses.ALL.stream()
			.filter((type) -> type.getPackageName().equals(ROOT + ".test"))
			.filter((type) -> type.getDirectDependenciesFromSelf()
				.stream()
				.map(Dependency::getTargetClass)
				.anyMatch(JavaClass.Predicates.resideInAPackage(libraries)))
			.map(JavaClass::getSimpleName);
	}

	private static ArchCondition<JavaClass> haveNoPublicMembers() {
		return new ArchCondition<>("have no public members") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				for (JavaMember member : type.getMembers()) {
					boolean isPublic = member.getModifiers().contains(JavaModifier.PUBLIC);
					boolean isDefaultConstructor = member.getName().equals("<init>");
					if (isPublic && !isDefaultConstructor) {
						events.add(SimpleConditionEvent.violated(type, member.getFullName() + " is public"));
					}
				}
			}

		};
	}

	private static void check(ArchRule rule) {
		rule.check(OwnClasses.ALL);
	}

}
