package main

import (
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	utiljson "sigs.k8s.io/json"
)

// controls names the library's checks as the published standard does:
// https://kubernetes.io/docs/concepts/security/pod-security-standards/
var controls = map[policy.CheckID]string{
	"allowPrivilegeEscalation":   "Privilege Escalation",
	"appArmorProfile":            "AppArmor",
	"capabilities_baseline":      "Capabilities",
	"capabilities_restricted":    "Capabilities",
	"hostNamespaces":             "Host Namespaces",
	"hostPathVolumes":            "HostPath Volumes",
	"hostPorts":                  "Host Ports",
	"hostProbesAndHostLifecycle": "Host Probes / Lifecycle Hooks",
	"privileged":                 "Privileged Containers",
	"procMount":                  "/proc Mount Type",
	"procMount_restricted":       "/proc Mount Type",
	"restrictedVolumes":          "Volume Types",
	"runAsNonRoot":               "Running as Non-root",
	"runAsUser":                  "Running as Non-root user",
	"seLinuxOptions":             "SELinux",
	"seccompProfile_baseline":    "Seccomp",
	"seccompProfile_restricted":  "Seccomp",
	"sysctls":                    "Sysctls",
	"windowsHostProcess":         "HostProcess",
}

// judgement is what the library says of a pod by one level and version: the controls that forbid it.
type judgement struct {
	Level    string   `json:"level"`
	Version  string   `json:"version"`
	Controls []string `json:"controls"`
}

type judge struct {
	checks    []policy.Check
	evaluator policy.Evaluator
	newest    int // minor version
}

func newJudge() (*judge, error) {
	checks := policy.DefaultChecks()
	evaluator, err := policy.NewEvaluator(checks, nil)
	if err != nil {
		return nil, err
	}
	result := &judge{checks: checks, evaluator: evaluator}
	for _, check := range checks {
		if controls[check.ID] == "" {
			return nil, fmt.Errorf("check `%s` of the library has no name here", check.ID)
		}
		for _, version := range check.Versions {
			result.newest = max(result.newest, version.MinimumVersion.Minor())
		}
	}
	return result, nil
}

// judge asks for every version of both levels.
func (j *judge) judge(made workload, counts *tally) ([]judgement, error) {
	template, err := made.template()
	if err != nil {
		return nil, err
	}
	counts.pods++
	var judgements []judgement
	for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
		for minor := 0; minor <= j.newest+1; minor++ {
			version, name := api.MajorMinorVersion(1, minor), fmt.Sprintf("%s1.%d", made.prefix(), minor)
			if minor > j.newest {
				version, name = api.LatestVersion(), "latest"
			}
			forbidding := j.forbidding(level, version, template)
			lv := api.LevelVersion{Level: level, Version: version}
			results := j.evaluator.EvaluatePod(lv, &template.ObjectMeta, &template.Spec)
			allowed := policy.AggregateCheckResults(results).Allowed
			if allowed != (len(forbidding) == 0) {
				if !made.isRefused {
					return nil, fmt.Errorf("the library contradicts itself by %s: %q", lv, forbidding)
				}
				counts.laxer++
			}
			counts.add(string(level), forbidding)
			judgements = append(judgements, judgement{string(level), name, forbidding})
		}
	}
	return judgements, nil
}

// forbidding asks each check by itself. By the published standard `restricted` is everything of
// `baseline` and more. The library leaves a check of `baseline` out where one of `restricted` stands
// for it; that shows only in pods that the API server refuses anyway, see isRefused.
func (j *judge) forbidding(level api.Level, version api.Version, pod *corev1.PodTemplateSpec) []string {
	names := []string{}
	for _, check := range j.checks {
		if check.Level == api.LevelRestricted && level != api.LevelRestricted {
			continue
		}
		ask := applicable(check, version)
		if ask != nil && !ask(&pod.ObjectMeta, &pod.Spec).Allowed && !slices.Contains(names, controls[check.ID]) {
			names = append(names, controls[check.ID])
		}
	}
	slices.Sort(names)
	return names
}

// applicable is the newest form of a check that a version has; nil if it came later.
func applicable(check policy.Check, version api.Version) policy.CheckPodFn {
	var found policy.CheckPodFn
	for _, one := range check.Versions {
		if !version.Older(one.MinimumVersion) {
			found = one.CheckPod
		}
	}
	return found
}

// template reads the pod as the API server reads JSON.
func (w workload) template() (*corev1.PodTemplateSpec, error) {
	var template corev1.PodTemplateSpec
	return &template, utiljson.UnmarshalCaseSensitivePreserveInts(w.pod, &template)
}
