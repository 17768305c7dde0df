{{- define "seaworthy.name" -}}
{{- printf "%s-webhook" .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end }}

{{- define "seaworthy.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "seaworthy.labels" -}}
{{ include "seaworthy.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: admission
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "seaworthy.certifierSelector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}-certifier
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "seaworthy.certifierLabels" -}}
{{ include "seaworthy.certifierSelector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: certifier
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "seaworthy.monitoringLabels" -}}
{{ include "seaworthy.labels" . }}
{{- with .Values.monitoring.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}
