{{- define "seaworthy.pod" -}}
metadata:
  labels:
    {{- include "seaworthy.labels" . | nindent 4 }}
  annotations:
    # Other modes are taken up without a restart; other parameters and bundles are arguments.
    kubectl.kubernetes.io/default-container: webhook
spec:
  serviceAccountName: {{ include "seaworthy.name" . }}
  automountServiceAccountToken: {{ .Values.cluster.enabled }}
  enableServiceLinks: false
  # The webhook drains for five seconds, and gives those under way their time.
  terminationGracePeriodSeconds: 30
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm:
            topologyKey: kubernetes.io/hostname
            labelSelector:
              matchLabels:
                {{- include "seaworthy.selector" . | nindent 16 }}
  topologySpreadConstraints:
    {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "seaworthy.selector" $ | nindent 10 }}
    {{- end }}
  containers:
    - name: webhook
      image: {{ printf "%s@%s" .Values.image.repository .Values.image.digest | quote }}
      imagePullPolicy: IfNotPresent
      args:
        - admission
        - serve
        - --listen=0.0.0.0
        - --port=8443
        - --certificate=/etc/seaworthy/tls/tls.crt
        - --key=/etc/seaworthy/tls/tls.key
        - --config=/etc/seaworthy/config/admission.yaml
        # Below the webhook's own time, so that the API server gets an answer.
        - --deadline-millis={{ mul .Values.webhook.timeoutSeconds 800 }}
        {{- range .Values.bundles }}
        - --bundle={{ . }}
        {{- end }}
        {{- range $name, $value := .Values.parameters }}
        - {{ printf "--set=%s=%v" $name $value | quote }}
        {{- end }}
        {{- range $i, $key := .Values.breakGlass.keys }}
        - --break-glass-key=/etc/seaworthy/config/break-glass-{{ $i }}.pub
        {{- end }}
        {{- if .Values.waivers.configMapName }}
        - --waivers=/etc/seaworthy/waivers
        {{- range $i, $key := .Values.waivers.keys }}
        - --waiver-key=/etc/seaworthy/config/waivers-{{ $i }}.pub
        {{- end }}
        {{- end }}
        {{- with .Values.cluster }}
        {{- if .enabled }}
        - --cluster
        - --among={{ .among }}
        - --max-staleness-seconds={{ .maxStalenessSeconds }}
        - --max-cached-objects={{ .maxCachedObjects }}
        {{- end }}
        {{- end }}
        {{- if .Values.decisions.enabled }}
        - --decisions=/var/lib/seaworthy/decisions
        - --decisions-key=/etc/seaworthy/decisions/log-key.pem
        - --seal-seconds={{ .Values.decisions.sealSeconds }}
        {{- range .Values.decisions.timestamps }}
        - {{ printf "--timestamp=%s" . | quote }}
        {{- end }}
        {{- end }}
      env:
        - name: JAVA_TOOL_OPTIONS
          value: {{ printf "-XX:MaxRAMPercentage=%d -XX:+ExitOnOutOfMemoryError" (int .Values.heapPercent) | quote }}
      ports:
        - name: https
          containerPort: 8443
          protocol: TCP
      # The first bundles are read and judged by before /readyz says 200.
      startupProbe:
        httpGet: {path: /healthz, port: https, scheme: HTTPS}
        periodSeconds: 1
        failureThreshold: 60
      readinessProbe:
        httpGet: {path: /readyz, port: https, scheme: HTTPS}
        periodSeconds: 2
        timeoutSeconds: 2
      livenessProbe:
        httpGet: {path: /healthz, port: https, scheme: HTTPS}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      volumeMounts:
        - {name: tls, mountPath: /etc/seaworthy/tls, readOnly: true}
        - {name: config, mountPath: /etc/seaworthy/config, readOnly: true}
        - {name: tmp, mountPath: /tmp}
        {{- if .Values.waivers.configMapName }}
        - {name: waivers, mountPath: /etc/seaworthy/waivers, readOnly: true}
        {{- end }}
        {{- if .Values.decisions.enabled }}
        - {name: decisions-key, mountPath: /etc/seaworthy/decisions, readOnly: true}
        - {name: decisions, mountPath: /var/lib/seaworthy/decisions}
        {{- end }}
  volumes:
    - name: tls
      secret:
        secretName: {{ .Values.tls.secretName }}
        defaultMode: 0440
    - name: config
      configMap:
        name: {{ include "seaworthy.name" . }}
    - name: tmp
      emptyDir:
        sizeLimit: 64Mi
    {{- if .Values.waivers.configMapName }}
    - name: waivers
      configMap:
        name: {{ .Values.waivers.configMapName }}
    {{- end }}
    {{- if .Values.decisions.enabled }}
    - name: decisions-key
      secret:
        secretName: {{ .Values.decisions.keySecretName }}
        defaultMode: 0440
    {{- end }}
{{- end }}
