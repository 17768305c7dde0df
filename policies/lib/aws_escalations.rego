# Sets of actions that together let a principal take rights it was not given. The paths are public
# knowledge, described since 2018 by Rhino Security Labs ("AWS IAM privilege escalation methods")
# and in AWS's own guidance on iam:PassRole. "broad" actions escalate where they reach roles,
# users or policies at large; a right on one named role is a deployment's everyday need.
package seaworthy.lib.aws_escalations

paths := {
	"new policy version": {"iam:CreatePolicyVersion": "broad"},
	"older policy version": {"iam:SetDefaultPolicyVersion": "broad"},
	"access key of a user": {"iam:CreateAccessKey": "broad"},
	"password of a user": {"iam:CreateLoginProfile": "broad"},
	"new password of a user": {"iam:UpdateLoginProfile": "broad"},
	"policy attached to a user": {"iam:AttachUserPolicy": "broad"},
	"policy attached to a group": {"iam:AttachGroupPolicy": "broad"},
	"policy attached to a role": {"iam:AttachRolePolicy": "broad"},
	"inline policy of a user": {"iam:PutUserPolicy": "broad"},
	"inline policy of a group": {"iam:PutGroupPolicy": "broad"},
	"inline policy of a role": {"iam:PutRolePolicy": "broad"},
	"member of a group": {"iam:AddUserToGroup": "broad"},
	"trust policy of a role": {"iam:UpdateAssumeRolePolicy": "broad"},
	"boundary of a user removed": {"iam:DeleteUserPermissionsBoundary": "broad"},
	"boundary of a role removed": {"iam:DeleteRolePermissionsBoundary": "broad"},
	"any role assumed": {"sts:AssumeRole": "broad"},
	"role passed to a Lambda function": {"iam:PassRole": "broad", "lambda:CreateFunction": "any"},
	"code of a Lambda function": {"lambda:UpdateFunctionCode": "broad"},
	"role passed to an EC2 instance": {"iam:PassRole": "broad", "ec2:RunInstances": "any"},
	"role passed to a CloudFormation stack": {"iam:PassRole": "broad", "cloudformation:CreateStack": "any"},
	"role passed to a Glue endpoint": {"iam:PassRole": "broad", "glue:CreateDevEndpoint": "any"},
	"role passed to a Glue job": {"iam:PassRole": "broad", "glue:CreateJob": "any"},
	"role passed to a SageMaker notebook": {"iam:PassRole": "broad", "sagemaker:CreateNotebookInstance": "any"},
	"role passed to a data pipeline": {"iam:PassRole": "broad", "datapipeline:CreatePipeline": "any", "datapipeline:PutPipelineDefinition": "any"},
	"role passed to an ECS task": {"iam:PassRole": "broad", "ecs:RegisterTaskDefinition": "any", "ecs:RunTask": "any"},
	"role passed to a CodeBuild project": {"iam:PassRole": "broad", "codebuild:CreateProject": "any", "codebuild:StartBuild": "any"},
	"command on an instance": {"ssm:SendCommand": "broad"},
}

# Rights to change who may do what.
identity_actions := {
	"iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy",
	"iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreatePolicyVersion", "iam:CreateRole",
	"iam:CreateUser", "iam:PutGroupPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy",
	"iam:SetDefaultPolicyVersion", "iam:UpdateAssumeRolePolicy", "iam:UpdateLoginProfile",
}
